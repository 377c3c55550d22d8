import type { Operator } from '../../controls/rewrite.js'
import type { EmulatedRule } from './trial.js'

/** Where numbers turn into text, and with it what `C.on_number_text` has to do with. */
const NUMBER_TEXT =
  /\.\.|\b(?:tostring|print|concat|write|format|len|sub|upper|lower|rep|reverse|byte|find|match|gmatch|gsub)\b/

/** What a script has where an operator can come to work. */
const OPERATOR_TEXT: Readonly<Record<Operator, RegExp>> = {
  '+': /\+/,
  '-': /-/,
  '*': /\*/,
  '/': /\//,
  '%': /%/,
  '^': /\^/,
  '..': /\.\./,
  '==': /==/,
  '~=': /~=/,
  '<': /</,
  '<=': /<=/,
  '>': />/,
  '>=': />=/,
  '-u': /-/,
  '#': /#/,
  numeral: /\d{16}|0x[0-9a-f]{8}/i,
  step: /\bfor\b/,
  escape: /\\[xzu]/,
  _ENV: /\b_ENV\b/,
}

const relevance = new WeakMap<EmulatedRule, RegExp[] | null>()

/**
 * Whether a rule can be at work in a script at all: whether what its emulation stands before, operators or functions of the
 * library, is to be found in the texts. A rule of which that cannot be told always can.
 */
export function isRelevant(rule: EmulatedRule, texts: readonly string[]): boolean {
  const known = relevance.get(rule)
  const patterns = known === undefined ? patternsOf(rule) : known
  relevance.set(rule, patterns)
  return patterns === null || patterns.some((pattern) => texts.some((text) => pattern.test(text)))
}

// Read off the emulation itself, so that it cannot say anything else.
function patternsOf({ finding: { lua, operators = [] }, library }: EmulatedRule): RegExp[] | null {
  const patterns = operators.map((operator) => OPERATOR_TEXT[operator])
  const names = new Set((library?.names ?? []).map((name) => name.split('.').at(-1)!))
  if (/\bsetmetatable\b|\brawset\b|\b_G\b|\bP\.|package\./.test(lua)) return null
  if (/C\.on_number_text\(/.test(lua)) patterns.push(NUMBER_TEXT)
  if (/C\.on_format_(?:text|value)\(/.test(lua)) names.add('format')
  if (/C\.on_pattern\(/.test(lua)) for (const name of ['find', 'match', 'gmatch', 'gsub']) names.add(name)
  const calls = [...lua.matchAll(/C\.(wrap|redefine|define|lack|field)\(([^,]*),([^,)]*)(?:,([^,)]*))?/g)]
  for (const [, call, , second, third] of calls) {
    const name = /^\s*'(\w+)'\s*$/.exec((call === 'wrap' || call === 'redefine' ? second : third) ?? '')?.[1]
    if (name !== undefined) names.add(name)
    // The name is a variable: any of the words may be it.
    else for (const [, word] of lua.matchAll(/'([A-Za-z_]\w*)'/g)) names.add(word!)
  }
  if (names.size > 0) patterns.push(new RegExp(`\\b(?:${[...names].join('|')})\\b`))
  return patterns.length > 0 ? patterns : null
}
