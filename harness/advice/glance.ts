import { isKnownGlobal } from './known-globals.js'

/** Words of the grammar after which an expression begins, or a statement. */
const KEYWORDS = new Set(
  `and break do else elseif end false for function goto if in local nil not or repeat return then true until
  while`.split(/\s+/),
)

/** Keywords that end an expression, so that a name after them begins a statement. */
const VALUES = new Set(['end', 'false', 'nil', 'true'])

/** Keywords that begin a statement and nothing else. */
const STARTS = new Set(['break', 'for', 'goto', 'if', 'local', 'repeat', 'return', 'while'])

/** What can follow `break` where it is the last of its block. */
const AFTER_BREAK = new Set(['end', 'else', 'elseif', 'until'])

/** Symbols that some Lua does not have. */
const RARE = new Set(['//', '&', '|', '~', '<<', '>>', '::', ';'])

/** What is open at a place: a bracket, or a block with the names it declares. */
type Open = { kind: '{' | '(' | '[' } | { kind: 'block'; names: string[] }

/** Names that are declared, but not seen by the expressions that follow: of a `local`, or of the head of a loop. */
interface Declared {
  names: readonly string[]
  depth: number
}

/**
 * What can be told of a file from its words alone, without a tree: which modules it requires, and whether it holds
 * anything that a rule could have something to say on. Where that is in doubt it does: most files are in order, and are
 * not worth the tenfold cost of a tree.
 */
export class Glance {
  /** Names that are used where no local variable of the name is in sight. */
  readonly globals = new Set<string>()
  /** Fields of these that are named: `table.unpack`. */
  readonly fields = new Set<string>()
  /** Globals that are used otherwise than by calling them and naming their fields. */
  readonly bare = new Set<string>()
  readonly requires: string[] = []
  /** Whether something stands there that has to be looked at in the tree, whatever the names. */
  isOdd = false

  readonly #open: Open[] = [{ kind: 'block', names: [] }]
  readonly #visible = new Map<string, number>()
  #last = ''
  #lastButOne = ''
  #lastEnd = 0
  #isValue = false
  /** The global just named, whose field may follow. */
  #global: string | null = null
  #base: string | null = null
  #state: 'code' | 'local' | 'for' | 'function' | 'parameters' = 'code'
  #names: string[] = []
  readonly #fresh: Declared[] = []
  readonly #heads: Declared[] = []
  #hasLength = false
  #hasNil = false

  name(word: string, at: number, text: string): void {
    const isKeyword = KEYWORDS.has(word)
    // Two names without a comma, or a keyword: the declaration is over.
    if (this.#state === 'local' && !/^(?:local|,)$/.test(this.#last)) this.#endLocal(false)
    if (isKeyword) this.#keyword(word)
    else if (this.#state === 'code') this.#mention(word, at, text)
    else if (this.#state === 'function') this.#functionName(word)
    else this.#names.push(word)
    this.#step(word, at + word.length, !isKeyword || VALUES.has(word))
  }

  string(word: string, at: number): void {
    const isRequired =
      this.#last === 'require' || (this.#lastButOne === 'require' && /^[(,]$/.test(this.#last))
    if (isRequired) this.requires.push(word.replace(/^(?:\[=*\[|.)|(?:\]=*\]|.)$/g, ''))
    this.#step('""', at + word.length, true)
  }

  numeral(): void {
    this.#step('0', 0, true)
  }

  symbol(word: string, at: number, text: string): void {
    if (this.#state === 'local' && word !== ',') this.#endLocal(word === '=')
    switch (word) {
      case '(':
        if (this.#state === 'function') this.#state = 'parameters'
        // A call on a new line.
        else if (this.#isValue && text.lastIndexOf('\n', at) >= this.#lastEnd && this.#lastEnd > 0)
          this.isOdd = true
        this.#open.push({ kind: '(' })
        break
      case '{':
      case '[':
        this.#open.push({ kind: word })
        break
      case ')':
        if (this.#state === 'parameters') this.#endParameters()
        else this.#pop('(')
        break
      case '}':
        this.#pop('{')
        break
      case ']':
        this.#pop('[')
        break
      case '#':
        this.#hasLength = true
        break
      case '=':
        if (this.#state === 'for') this.#endHead()
        break
      case '.':
        // The field follows.
        this.#base = this.#global
        this.#step(word, at + 1, false)
        return
      default:
        if (RARE.has(word)) this.isOdd = true
    }
    this.#step(word, at + word.length, word === ')' || word === ']' || word === '}' || word === '...')
  }

  /** Called at the end of the text. */
  close(): void {
    if (this.#state === 'local') this.#endLocal(false)
    if (this.#open.length !== 1 || this.#state !== 'code') this.isOdd = true
    if (this.#hasNil && (this.#hasLength || this.globals.has('unpack') || this.fields.has('table.unpack')))
      this.isOdd = true
  }

  /** Names of globals that no Lua has. */
  get unknown(): string[] {
    return [...this.globals].filter((name) => !isKnownGlobal(name))
  }

  #keyword(word: string): void {
    if (this.#last === 'break' && !AFTER_BREAK.has(word)) this.isOdd = true
    if (STARTS.has(word) || (word === 'function' && this.#isValue)) this.#newStatement()
    switch (word) {
      case 'local':
      case 'for':
      case 'function':
        this.#state = word
        this.#names = []
        break
      case 'in':
        this.#endHead()
        break
      case 'do':
        this.#openLoop()
        break
      case 'then':
      case 'repeat':
        this.#push()
        break
      case 'else':
        this.#pop('block')
        this.#push()
        break
      case 'elseif':
      case 'end':
      // What `until` sees of the block is left to the tree.
      case 'until':
        this.#pop('block')
        break
      case 'goto':
        this.isOdd = true
        break
      case 'nil': {
        const isItem = this.#open.at(-1)!.kind === '{'
        if (isItem || (this.#last === '=' && this.#lastButOne === ']')) this.#hasNil = true
        break
      }
      default:
        break
    }
  }

  #mention(word: string, at: number, text: string): void {
    if (this.#last === '.' || this.#last === ':') {
      if (this.#base !== null && this.#last === '.') this.fields.add(`${this.#base}.${word}`)
      this.#base = null
      this.#global = null
      return
    }
    if (this.#last === 'break') this.isOdd = true
    if (this.#isValue) this.#newStatement()
    if (this.#isKey(at + word.length, text)) return
    const unseen = this.#fresh.filter(({ names }) => names.includes(word)).length
    const isLocal = (this.#visible.get(word) ?? 0) > unseen
    this.#global = isLocal ? null : word
    if (isLocal) return
    this.globals.add(word)
    const next = text[at + word.length]
    if (next !== '.' && next !== '(') this.bare.add(word)
  }

  // The name of a field in a table constructor.
  #isKey(end: number, text: string): boolean {
    return this.#open.at(-1)!.kind === '{' && /^[{,;]$/.test(this.#last) && isAssigned(text, end)
  }

  #functionName(word: string): void {
    if (this.#last === ':') this.#names = ['self']
    if (this.#last !== 'function') return
    if (this.#lastButOne === 'local') this.#declare(word)
    else if (!this.#visible.get(word)) {
      this.globals.add(word)
      this.bare.add(word)
    }
  }

  #endLocal(hasValues: boolean): void {
    this.#state = 'code'
    for (const name of this.#names) this.#declare(name)
    if (hasValues) this.#fresh.push({ names: this.#names, depth: this.#open.length })
    this.#names = []
  }

  // The names of a loop are declared in its block, behind the expressions of its head.
  #endHead(): void {
    this.#state = 'code'
    this.#heads.push({ names: this.#names, depth: this.#open.length })
    this.#names = []
  }

  #openLoop(): void {
    const head = this.#heads.at(-1)?.depth === this.#open.length ? this.#heads.pop() : undefined
    this.#push()
    for (const name of head?.names ?? []) this.#declare(name)
  }

  // What has been declared before is to be seen from here on.
  #newStatement(): void {
    while ((this.#fresh.at(-1)?.depth ?? 0) >= this.#open.length) this.#fresh.pop()
  }

  #endParameters(): void {
    this.#pop('(')
    this.#state = 'code'
    this.#push()
    for (const name of this.#names) this.#declare(name)
    this.#names = []
  }

  #declare(name: string): void {
    const block = this.#open.findLast(({ kind }) => kind === 'block') as { names: string[] } | undefined
    block?.names.push(name)
    this.#visible.set(name, (this.#visible.get(name) ?? 0) + 1)
  }

  #push(): void {
    this.#open.push({ kind: 'block', names: [] })
  }

  #pop(kind: Open['kind']): void {
    const open = this.#open.at(-1)!
    if (open.kind !== kind || this.#open.length === 1) {
      this.isOdd = true
      return
    }
    this.#open.pop()
    if (open.kind === 'block')
      for (const name of open.names) this.#visible.set(name, this.#visible.get(name)! - 1)
  }

  #step(word: string, end: number, isValue: boolean): void {
    if (word !== '.') this.#base = null
    this.#lastButOne = this.#last
    this.#last = word
    this.#lastEnd = end
    this.#isValue = isValue
  }
}

function isAssigned(text: string, end: number): boolean {
  const equals = /\s*=(?!=)/y
  equals.lastIndex = end
  return equals.test(text)
}
