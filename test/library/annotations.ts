import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Comment, type Expression, type FunctionDeclaration, parse, type Statement } from 'luaparse'
import { namesIn, type Parameter, readParameter, readType, type Type } from './types.js'

/** What can be done with a value that annotations speak of. */
export interface Shape {
  /** Null where nothing is said about its fields. */
  className: string | null
  /** How it can be called: one list of parameters for each way. */
  calls: Parameter[][]
}

interface Class {
  parents: string[]
  fields: Map<string, Shape>
  calls: Parameter[][]
}

/** The library, read together, as an editor has it. */
export interface Annotations {
  classes: Map<string, Class>
  aliases: Map<string, Type>
  globals: Map<string, Shape>
  /** What a file says that cannot be right, each with its file and line. */
  problems: string[]
}

const TAGS = new Set('meta class field param return type overload alias generic operator'.split(' '))

const BUILT_IN = new Set(
  'any unknown nil boolean true false number integer string table function userdata thread ...'.split(' '),
)

interface Doc {
  line: number
  text: string[]
  tags: { name: string; body: string; line: number }[]
}

export async function readAnnotations(paths: readonly string[]): Promise<Annotations> {
  const all: Annotations = { classes: new Map(), aliases: new Map(), globals: new Map(), problems: [] }
  const mentioned: { name: string; where: string }[] = []
  const aliased: (() => void)[] = []
  for (const path of paths) {
    const text = await readFile(path, 'latin1')
    new FileReader(path, text, all, mentioned, aliased).read()
  }
  // An alias of a field may be in a file before the one with the field.
  for (const settle of aliased) settle()
  for (const { name, where } of mentioned)
    if (!BUILT_IN.has(name) && !all.classes.has(name) && !all.aliases.has(name))
      all.problems.push(`${where}: nothing is known of the type ${name}`)
  return all
}

/** A field of a class or of one of its parents. */
export function fieldOf(all: Annotations, className: string, field: string): Shape | undefined {
  const found = all.classes.get(className)
  return found?.fields.get(field) ?? found?.parents.map((parent) => fieldOf(all, parent, field)).find(Boolean)
}

class FileReader {
  readonly #locals = new Map<string, string>()

  constructor(
    readonly path: string,
    readonly text: string,
    readonly all: Annotations,
    readonly mentioned: { name: string; where: string }[],
    readonly aliased: (() => void)[],
  ) {}

  read(): void {
    if (!this.text.startsWith('---@meta\n')) this.#complain(1, 'does not begin with ---@meta')
    if (/[^\n -~]/.test(this.text)) this.#complain(1, 'is not plain ASCII')
    const chunk = parse(this.text, { luaVersion: '5.1', comments: true, locations: true, scope: true })
    const docs = docsOf(chunk.comments as unknown as Comment[])
    const byEnd = new Map(docs.map((doc) => [doc.line, doc]))
    for (const doc of docs) this.#declare(doc)
    for (const statement of chunk.body)
      this.#statement(statement, byEnd.get(statement.loc!.start.line - 1) ?? null)
  }

  #declare({ tags }: Doc): void {
    let current: Class | null = null
    for (const { name, body, line } of tags) {
      if (!TAGS.has(name)) this.#complain(line, `@${name} is not among the tags that are used`)
      this.#try(line, () => {
        if (name === 'class') current = this.#declareClass(body, line)
        if (name === 'alias') {
          const [, alias, type] = /^(\S+) (.*)$/.exec(body) ?? []
          this.all.aliases.set(alias!, this.#type(type!, line).type)
        }
        if (name === 'overload' && current) current.calls.push(this.#call(body, line))
        if (name === 'field') this.#declareField(current!, body, line)
      })
    }
  }

  #declareClass(body: string, line: number): Class {
    const [, name, parents] = /^([\w.]+)(?:: (.+))?$/.exec(body) ?? []
    if (name === undefined) throw new SyntaxError(`no class: ${body}`)
    const parentNames = parents?.split(', ') ?? []
    for (const parent of parentNames) this.mentioned.push({ name: parent, where: this.#where(line) })
    // A project adds to a class by declaring it once more.
    const known: Class = this.all.classes.get(name) ?? { parents: [], fields: new Map(), calls: [] }
    known.parents.push(...parentNames)
    this.all.classes.set(name, known)
    return known
  }

  #declareField(owner: Class, body: string, line: number): void {
    const [whole, field] = /^(\[\w+\]|\w+)\?? /.exec(body) ?? []
    if (whole === undefined) throw new SyntaxError(`no field: ${body}`)
    owner.fields.set(field!, this.#shape(this.#type(body.slice(whole.length), line).type))
  }

  #statement(statement: Statement, doc: Doc | null): void {
    const line = statement.loc!.start.line
    if (statement.type === 'FunctionDeclaration') return this.#function(statement, doc)
    if (statement.type === 'ReturnStatement') return
    if (statement.type !== 'LocalStatement' && statement.type !== 'AssignmentStatement')
      return this.#complain(line, `${statement.type} has no place here`)
    const [variable] = statement.variables
    const [value] = statement.init
    const className = doc?.tags.find(({ name }) => name === 'class')?.body.split(':')[0] ?? null
    if (variable?.type === 'Identifier') {
      if (statement.type === 'LocalStatement') {
        if (className !== null) this.#locals.set(variable.name, className)
        return
      }
      if (doc === null || (doc.text.length === 0 && className === null))
        this.#complain(line, `nothing is said about ${variable.name}`)
      this.#setGlobal(variable.name, this.#globalShape(className, doc, line))
      return
    }
    this.aliased.push(() => {
      const shape = value && this.#valueOf(value)
      if (!shape || !this.#setField(variable as Expression, shape))
        this.#complain(line, 'gives a field what nothing is known of')
    })
  }

  // Where several files speak of one global, as of `host`, what is said of its fields holds.
  #setGlobal(name: string, shape: Shape): void {
    const before = this.all.globals.get(name)
    if (before?.className == null) this.all.globals.set(name, shape)
  }

  #globalShape(className: string | null, doc: Doc | null, line: number): Shape {
    const type = doc?.tags.find(({ name }) => name === 'type')
    if (type) return this.#shape(this.#type(type.body, line).type)
    return { className, calls: [] }
  }

  #function(statement: FunctionDeclaration, doc: Doc | null): void {
    const line = statement.loc!.start.line
    const of = (name: string): Doc['tags'] => doc?.tags.filter((tag) => tag.name === name) ?? []
    if (!doc || doc.text.length === 0) this.#complain(line, 'the function is not described')
    const generics = new Set(of('generic').flatMap(({ body }) => body.split(/[:,] ?/)))
    const parameters = of('param').map(({ body, line }) => {
      const parameter = readParameter(body)
      this.#mention(parameter.type, line, generics)
      return parameter
    })
    for (const tag of of('return')) this.#type(tag.body, tag.line, generics)
    const overloads = of('overload').map(({ body, line }) => this.#call(body, line))
    const written = statement.parameters.map((parameter) =>
      parameter.type === 'Identifier' ? parameter.name : '...',
    )
    const documented = parameters.map(({ name }) => name)
    if (documented.join() !== written.join())
      this.#complain(line, `has the parameters ${written.join()}, and @param for ${documented.join()}`)
    const shape = { className: null, calls: [parameters, ...overloads] }
    const { identifier } = statement
    // A local one is what the file returns.
    if (statement.isLocal) return
    if (identifier?.type === 'Identifier') this.#setGlobal(identifier.name, shape)
    else if (!identifier || !this.#setField(identifier, shape)) this.#complain(line, 'belongs to no class')
  }

  #setField(target: Expression, shape: Shape): boolean {
    if (target.type !== 'MemberExpression' || target.base.type !== 'Identifier') return false
    const className = this.#classOf(target.base.name)
    const owner = className === null ? undefined : this.all.classes.get(className)
    owner?.fields.set(target.identifier.name, shape)
    return owner !== undefined
  }

  #valueOf(value: Expression): Shape | undefined {
    if (value.type === 'Identifier') return this.all.globals.get(value.name)
    if (value.type !== 'MemberExpression' || value.base.type !== 'Identifier') return undefined
    const className = this.#classOf(value.base.name)
    return className === null ? undefined : fieldOf(this.all, className, value.identifier.name)
  }

  #classOf(variable: string): string | null {
    return this.#locals.get(variable) ?? this.all.globals.get(variable)?.className ?? null
  }

  #shape(type: Type): Shape {
    if (type.kind === 'function') return { className: null, calls: [type.parameters] }
    const className = type.kind === 'name' && type.name.includes('.') ? type.name : null
    return { className, calls: [] }
  }

  #call(body: string, line: number): Parameter[] {
    const { type } = this.#type(body, line)
    if (type.kind !== 'function') throw new SyntaxError(`no function: ${body}`)
    return type.parameters
  }

  #type(body: string, line: number, generics: ReadonlySet<string> = new Set()): { type: Type } {
    const { type } = readType(body)
    this.#mention(type, line, generics)
    return { type }
  }

  #mention(type: Type, line: number, generics: ReadonlySet<string>): void {
    for (const name of namesIn(type))
      if (!generics.has(name)) this.mentioned.push({ name, where: this.#where(line) })
  }

  #try(line: number, action: () => void): void {
    try {
      action()
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      this.#complain(line, error.message)
    }
  }

  #complain(line: number, message: string): void {
    this.all.problems.push(`${this.#where(line)}: ${message}`)
  }

  #where(line: number): string {
    return `${basename(this.path)}:${line}`
  }
}

// Comments of three dashes on lines that follow each other; `line` is that of the last.
function docsOf(comments: readonly Comment[]): Doc[] {
  const docs: Doc[] = []
  for (const { value, loc } of comments) {
    if (!value.startsWith('-')) continue
    const line = (loc as { start: { line: number } }).start.line
    if (docs.at(-1)?.line !== line - 1) docs.push({ line, text: [], tags: [] })
    const doc = docs.at(-1)!
    doc.line = line
    const [, name, body] = /^-@(\w+) ?(.*)$/.exec(value) ?? []
    if (name === undefined) doc.text.push(value.slice(1))
    else doc.tags.push({ name, body: body!, line })
  }
  return docs
}
