import type { Entry } from './protocol.js'
import { type Segment, sourceMap } from './source-map.js'

/** A module in place of a spec file, with its source map. */
export interface ModuleText {
  code: string
  map: { version: 3; sources: string[]; sourcesContent: string[]; names: string[]; mappings: string }
}

/**
 * A module that registers the tests of a spec file, each on the line where the spec file has it. Vitest and editors find
 * tests without running them, too: they look for calls of `describe` and `test` with plain names. What a stack trace says
 * of the Lua file is looked up in this map like all else, and so every line is itself, from its first character that is no
 * blank; behind that, each test says where it comes from, as one that a shared function defines has to go elsewhere.
 */
export function moduleText(
  opening: string,
  entries: readonly Entry[],
  { path, source }: { path: string; source: string },
): ModuleText {
  const lines = new Lines(source)
  lines.put(opening, 1)
  putEntries(entries, lines)
  return { code: lines.code(), map: sourceMap(path, source, lines.segments) }
}

function putEntries(entries: readonly Entry[], lines: Lines): void {
  for (const entry of entries) {
    const name = literal(entry.name)
    if (entry.kind === 'test') {
      lines.put(`test(${name}, ${entry.line}, ${entry.n});`, entry.line)
      continue
    }
    lines.put(`describe(${name}, ${entry.line}, () => {`, entry.line)
    putEntries(entry.entries, lines)
    lines.put('});', null)
  }
}

/** The lines of the module as far as they are written. */
class Lines {
  readonly segments: Segment[][]
  readonly #indents: readonly number[]
  readonly #texts: string[]
  #at = 0

  constructor(source: string) {
    this.#indents = source.split('\n').map((line) => Math.max(line.search(/\S/), 0))
    this.#texts = this.#indents.map((indent) => `${' '.repeat(indent)};`)
    this.segments = this.#indents.map((column, line) => [{ at: column, line, column }])
  }

  /** Appends text that belongs to a line (from 1), on that line if it is not behind. */
  put(text: string, line: number | null): void {
    const origin = line === null || line > this.#indents.length ? null : line - 1
    this.#at = Math.max(this.#at, origin ?? 0)
    if (origin !== null)
      this.segments[this.#at]!.push({
        at: this.#texts[this.#at]!.length,
        line: origin,
        column: this.#indents[origin]!,
      })
    this.#texts[this.#at] += text
  }

  code(): string {
    return `${this.#texts.join('\n')}\n`
  }
}

// Who reads the name without running the code reads what is between the quotes as it is.
function literal(name: string): string {
  const quote = ["'", '"'].find((mark) => !name.includes(mark))
  return quote === undefined || /[\\\n\r\u2028\u2029]/.test(name)
    ? JSON.stringify(name)
    : `${quote}${name}${quote}`
}
