import { UsageError } from '../errors.js'

const CLASSES: Readonly<Record<string, string>> = {
  a: 'A-Za-z',
  c: '\\x00-\\x1f\\x7f',
  d: '0-9',
  l: 'a-z',
  p: '!-\\/:-@\\[-`{-~',
  s: '\\s',
  u: 'A-Z',
  w: 'A-Za-z0-9',
  x: 'A-Fa-f0-9',
}

/**
 * A Lua pattern for file names as a regular expression that finds the same. Throws UsageError for %b, %f and captures of
 * positions, which regular expressions do not have.
 */
export function patternExpression(pattern: string): RegExp {
  let source = ''
  for (let at = 0; at < pattern.length; ) {
    const [text, next] = item(pattern, at)
    source += text
    at = next
  }
  try {
    return new RegExp(source)
  } catch (cause) {
    throw new UsageError(`"${pattern}" is no Lua pattern`, { cause })
  }
}

function item(pattern: string, at: number): [text: string, next: number] {
  const char = pattern[at]!
  if (char === '^' && at === 0) return ['^', 1]
  if (char === '$' && at === pattern.length - 1) return ['$', at + 1]
  if (char === '(' || char === ')') {
    if (pattern.startsWith('()', at)) throw notKnown(pattern, '()')
    return [char, at + 1]
  }
  const [set, next] = char === '[' ? bracket(pattern, at) : single(pattern, at)
  const repeat = pattern[next]
  if (repeat === '-') return [`${set}*?`, next + 1]
  return repeat && '*+?'.includes(repeat) ? [set + repeat, next + 1] : [set, next]
}

function single(pattern: string, at: number): [text: string, next: number] {
  const char = pattern[at]!
  if (char === '.') return ['[\\s\\S]', at + 1]
  if (char !== '%') return [literal(char), at + 1]
  const kind = pattern[at + 1]
  if (kind === undefined || 'bf'.includes(kind) || /\d/.test(kind)) throw notKnown(pattern, `%${kind ?? ''}`)
  const members = CLASSES[kind.toLowerCase()]
  if (members === undefined) return [literal(kind), at + 2]
  return [kind === kind.toLowerCase() ? `[${members}]` : `[^${members}]`, at + 2]
}

function bracket(pattern: string, start: number): [text: string, next: number] {
  const isNegated = pattern[start + 1] === '^'
  let members = ''
  let at = start + (isNegated ? 2 : 1)
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    const char = pattern[at]
    if (char === undefined) throw new UsageError(`"${pattern}" is no Lua pattern: a "[" has no "]"`)
    if (char === '%') {
      const kind = pattern[at + 1] ?? ''
      members += CLASSES[kind] ?? literal(kind)
      at += 2
    } else {
      members += char === '-' ? '-' : literal(char)
      at += 1
    }
  }
  return [`[${isNegated ? '^' : ''}${members}]`, at + 1]
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function notKnown(pattern: string, part: string): UsageError {
  return new UsageError(`the pattern "${pattern}" cannot be used for file names here: it has ${part}`, {
    hint: 'Set `specs` in luaparity.config.ts to globs of the spec files instead.',
  })
}
