import type { Construct } from './rule.js'

/**
 * Which of the constructs that not every VM compiles stand on a line of a script (from 1), or anywhere in it for null, in
 * the order of the text. A parser may stop at the token after a construct, so that where the line has none, the one before
 * it is looked at. The script need not be one that can be parsed.
 */
export function constructAt(source: Uint8Array, line: number | null): Construct[] {
  const found = constructs(
    tokensOf(Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('latin1')),
  )
  if (line === null) return unique(found)
  const on = (wanted: number): Construct[] =>
    unique(found.filter(({ token }) => token.line <= wanted && wanted <= token.endLine))
  const here = on(line)
  return here.length > 0 ? here : on(line - 1)
}

interface Token {
  kind: 'name' | 'keyword' | 'number' | 'string' | 'symbol'
  text: string
  /** Of its first and of its last character. */
  line: number
  endLine: number
}

interface Found {
  construct: Construct
  token: Token
}

const KEYWORDS = new Set(
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
)

/** `goto` is a name in some of the dialects, so that it is one here. */
const TOKEN =
  /(\s+|--\[(=*)\[[\s\S]*?(?:\]\2\]|$)|--[^\n]*)|([A-Za-z_]\w*)|((?:0[xX](?:[\dA-Fa-f.]|[pP][+-]?)+|\.?\d(?:[\d.]|[eE][+-]?)*)\w*)|(\[(=*)\[[\s\S]*?(?:\]\6\]|$))|("(?:\\(?:z\s*|[\s\S])|[^"\\\n])*"?|'(?:\\(?:z\s*|[\s\S])|[^'\\\n])*'?)|(\.\.\.|\.\.|::|\/\/|<<|>>|[=~<>]=|[\s\S])/y

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let line = 1
  // A first line that starts with # is for the shell.
  TOKEN.lastIndex = text.startsWith('#') ? (/\n|$/.exec(text)?.index ?? 0) : 0
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [whole, blank, , name, number, long, , quoted] = match
    const endLine = line + whole.split('\n').length - 1
    if (blank === undefined)
      tokens.push({ kind: kindOf({ name, number, string: long ?? quoted }), text: whole, line, endLine })
    line = endLine
  }
  return tokens
}

function kindOf(parts: Partial<Record<'name' | 'number' | 'string', string | undefined>>): Token['kind'] {
  if (parts.name !== undefined) return KEYWORDS.has(parts.name) ? 'keyword' : 'name'
  if (parts.number !== undefined) return 'number'
  return parts.string !== undefined ? 'string' : 'symbol'
}

const BIT_OPERATORS = new Set(['&', '|', '~', '<<', '>>'])
/** What begins a block, so that a semicolon after it has no statement to end. */
const BEGINS = new Set([';', 'do', 'then', 'else', 'repeat'])
/** What may come after the last statement of a block. */
const ENDS = new Set(['end', 'else', 'elseif', 'until'])

function constructs(tokens: readonly Token[]): Found[] {
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1]
    const construct = constructOf(token, before, tokens[index + 1], tokens[index + 2])
    return construct ? [{ construct, token }] : []
  })
}

function constructOf(
  token: Token,
  before: Token | undefined,
  next: Token | undefined,
  afterNext: Token | undefined,
): Construct | null {
  const { kind, text } = token
  switch (kind) {
    case 'name':
      if (text !== 'goto') return null
      return next?.kind === 'name' && before?.text !== '.' ? 'goto' : 'goto-name'
    case 'keyword':
      if (text !== 'break') return null
      return isLast(next?.text === ';' ? afterNext : next) ? null : 'break-in-middle'
    case 'number':
      return numeralConstruct(text)
    case 'string':
      return hasUnusualEscape(text) ? 'escape' : null
    case 'symbol':
      if (text === '::') return 'label'
      if (text === '//') return 'integer-division'
      if (BIT_OPERATORS.has(text)) return 'bit-operator'
      if (text === '<' && /^(?:const|close)$/.test(next?.text ?? '') && afterNext?.text === '>')
        return 'attribute'
      if (text === ';' && (!before || BEGINS.has(before.text))) return 'empty-statement'
      return text === '(' && before && before.endLine < token.line && endsExpression(before)
        ? 'ambiguous-call'
        : null
  }
}

function isLast(token: Token | undefined): boolean {
  return !token || ENDS.has(token.text)
}

function endsExpression({ kind, text }: Token): boolean {
  return kind === 'name' || kind === 'string' || text === ')' || text === ']' || text === '}'
}

function numeralConstruct(text: string): Construct | null {
  if (/^0b[01]+$/i.test(text)) return 'binary-numeral'
  if (/^0x/i.test(text) ? /u?ll$/i.test(text) || /[.p].*i$/i.test(text) : /(?:u?ll|i)$/i.test(text))
    return 'numeral-suffix'
  return /^0x.*[.p]/i.test(text) ? 'hex-float' : null
}

// An escape that some VM does not know, or a number of a byte that is none.
function hasUnusualEscape(text: string): boolean {
  if (text.startsWith('[')) return false
  return [...text.matchAll(/\\(\d{1,3}|[\s\S])/g)].some(([, escaped]) =>
    /^\d/.test(escaped!) ? Number(escaped) > 255 : !/^[abfnrtv\\"'\r\n]$/.test(escaped!),
  )
}

function unique(found: readonly Found[]): Construct[] {
  return [...new Set(found.map(({ construct }) => construct))]
}
