/** A type as an annotation writes it, as far as the files of the library do. */
export type Type =
  | { kind: 'name'; name: string; arguments: Type[] }
  | { kind: 'literal'; text: string }
  | { kind: 'list'; of: Type }
  | { kind: 'union'; of: Type[] }
  | { kind: 'function'; parameters: Parameter[]; returns: Type[] }

export interface Parameter {
  name: string
  optional: boolean
  type: Type
}

/** Reads the type that a text begins with, and says what follows it. Throws a `SyntaxError` where there is none. */
export function readType(text: string): { type: Type; rest: string } {
  const reader = new Reader(text)
  const type = reader.type()
  return { type, rest: text.slice(reader.at).trim() }
}

/** Reads `name? type` or `... type`, as a parameter is written behind `@param` and in `fun(...)`. */
export function readParameter(text: string): Parameter & { rest: string } {
  const [whole, name, mark] = /^(\.\.\.|\w+)(\?)?\s+/.exec(text) ?? fail(`no parameter: ${text}`)
  const { type, rest } = readType(text.slice(whole.length))
  return { name: name!, optional: mark === '?', type, rest }
}

/** Every name that a type mentions. */
export function namesIn(type: Type): string[] {
  switch (type.kind) {
    case 'name':
      return [type.name, ...type.arguments.flatMap(namesIn)]
    case 'literal':
      return []
    case 'list':
      return namesIn(type.of)
    case 'union':
      return type.of.flatMap(namesIn)
    case 'function':
      return [...type.parameters.map((parameter) => parameter.type), ...type.returns].flatMap(namesIn)
  }
}

class Reader {
  at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  type(): Type {
    const of = [this.#postfix()]
    while (this.#take(/\|/y)) of.push(this.#postfix())
    return of.length === 1 ? of[0]! : { kind: 'union', of }
  }

  #postfix(): Type {
    let type = this.#primary()
    while (this.#take(/\[\]/y)) type = { kind: 'list', of: type }
    return type
  }

  #primary(): Type {
    const literal = this.#take(/'[^']*'/y)
    if (literal) return { kind: 'literal', text: literal }
    if (this.#take(/fun\(/y)) return this.#function()
    const name = this.#take(/\.\.\.|[A-Za-z_][\w.]*/y) ?? fail(`no type: ${this.#text.slice(this.at)}`)
    return { kind: 'name', name, arguments: this.#take(/</y) ? this.#list(/>/y) : [] }
  }

  #function(): Type {
    const parameters: Parameter[] = []
    while (!this.#take(/\)/y)) {
      if (parameters.length > 0) this.#expect(/, /y)
      const name = this.#expect(/\.\.\.|\w+/y)
      const optional = this.#take(/\?/y) !== null
      this.#expect(/: /y)
      parameters.push({ name, optional, type: this.type() })
    }
    const returns: Type[] = []
    if (this.#take(/: /y)) {
      do returns.push(this.type())
      while (this.#take(/, /y))
    }
    return { kind: 'function', parameters, returns }
  }

  #list(end: RegExp): Type[] {
    const list = [this.type()]
    while (!this.#take(end)) {
      this.#expect(/, /y)
      list.push(this.type())
    }
    return list
  }

  #expect(pattern: RegExp): string {
    return this.#take(pattern) ?? fail(`${pattern.source} expected: ${this.#text.slice(this.at)}`)
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0]
    if (found === undefined) return null
    this.at += found.length
    return found
  }
}

function fail(message: string): never {
  throw new SyntaxError(message)
}
