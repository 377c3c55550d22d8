import type { Node, Statement } from 'luaparse'
import { walk } from '../controls/walk.js'
import { type Construct, isAbout, type Rule, type Vm } from '../verdicts/rules/rule.js'
import type { Finding, Subject } from './advice.js'
import { dialects, type ListedEngine, lacking } from './engines.js'
import { type LuaFile, rangeOf } from './lua-file.js'
import type { Lexeme } from './scan.js'

/** Which Lua has a construct, and what to write where one has not. Measured with Debian's executables. */
const SUPPORT: Readonly<Record<SeenConstruct, { in: readonly Vm[]; advice: string }>> = {
  goto: {
    in: ['luajit', 'lua52', 'lua53', 'lua54'],
    advice: 'Put the rest of the loop body into an if, or into a function that returns early.',
  },
  label: {
    in: ['luajit', 'lua52', 'lua53', 'lua54'],
    advice: 'Put the rest of the loop body into an if, or into a function that returns early.',
  },
  'integer-division': { in: ['lua53', 'lua54'], advice: 'Write math.floor(a / b).' },
  'bit-operator': {
    in: ['lua53', 'lua54'],
    advice: 'Use the functions of bit on LuaJIT, through a module of your own that has both forms.',
  },
  attribute: {
    in: ['lua54'],
    advice: 'Leave <const> away; in place of <close>, close the value at every way out, after a pcall.',
  },
  'numeral-suffix': {
    in: ['luajit'],
    advice: 'Keep whole numbers below 2^53, or numbers of 64 bits as text or in two halves.',
  },
  'binary-numeral': { in: ['luajit'], advice: 'Write the number in hexadecimal: 0x05.' },
  'hex-float': { in: ['luajit', 'lua52', 'lua53', 'lua54'], advice: 'Write the number in decimal.' },
  escape: { in: [], advice: 'Write the bytes as decimal escapes: "\\065" is "A" in every Lua.' },
  'empty-statement': { in: ['lua52', 'lua53', 'lua54'], advice: 'Leave the semicolon away.' },
  'break-in-middle': { in: ['lua52', 'lua53', 'lua54'], advice: 'Write do break end.' },
  'ambiguous-call': {
    in: ['lua52', 'lua53', 'lua54'],
    advice:
      'Put the parenthesis on the line of what is called, or a semicolon before it if it begins a statement.',
  },
}

/** The constructs that can be seen; a name that later became a word is not among them. */
type SeenConstruct = Exclude<Construct, 'goto-name'>

/** Not a rule of grammar: every Lua takes the numeral, and has another number for it. */
const LARGE = 'large-integer'

/** Ids of what this file finds, where the catalogue has no rule for the construct. */
export const SYNTAX_RULES: readonly string[] = [...Object.keys(SUPPORT), LARGE]

const ESCAPES: Readonly<Record<string, readonly Vm[]>> = {
  x: ['luajit', 'lua52', 'lua53', 'lua54'],
  z: ['luajit', 'lua52', 'lua53', 'lua54'],
  u: ['luajit', 'lua53', 'lua54'],
}

/** Syntax that one of the engines does not have, or takes for something else. */
export function findSyntax({ file, engines, catalogue }: Subject): Finding[] {
  const findings: Finding[] = []
  const report = (
    construct: SeenConstruct,
    at: number,
    say: (engines: readonly ListedEngine[]) => string,
    having: readonly Vm[] = SUPPORT[construct].in,
  ): void => {
    const without = lacking(engines, having)
    if (without.length === 0) return
    const { id, advice } = ruleFor(construct, catalogue)
    findings.push({ rule: id, at, message: say(without), advice, engines: without })
  }
  for (const lexeme of file.scan.lexemes) lookAtLexeme(lexeme, report)
  lookAtTree(file, report)
  findings.push(...largeIntegers(file, engines))
  return findings
}

type Report = (
  construct: SeenConstruct,
  at: number,
  say: (engines: readonly ListedEngine[]) => string,
  having?: readonly Vm[],
) => void

function lookAtLexeme(lexeme: Lexeme, report: Report): void {
  const { kind, at } = lexeme
  if (kind === 'escape') {
    const { letter, text } = lexeme
    report(
      'escape',
      at,
      (engines) => {
        // Any other Lua does not compile it.
        const dropping = engines.every(({ vm }) => vm === 'lua51')
        return dropping
          ? `${dialects(engines)} takes the escape \`${text}\` for the letter ${letter}`
          : `\`${text}\` is no escape of ${dialects(engines)}`
      },
      ESCAPES[letter] ?? [],
    )
  } else if (kind === 'attribute') {
    report('attribute', at, (engines) => `\`${lexeme.text}\` is no part of ${dialects(engines)}`)
  } else if (kind === 'numeral' && lexeme.form === 'suffix') {
    report('numeral-suffix', at, (engines) => `\`${lexeme.text}\` is no number of ${dialects(engines)}`)
  } else if (kind === 'numeral' && lexeme.form === 'binary') {
    report('binary-numeral', at, (engines) => `\`${lexeme.text}\` is no number of ${dialects(engines)}`)
  } else if (kind === 'numeral' && lexeme.form === 'hex-fraction') {
    report('hex-float', at, (engines) => `\`${lexeme.text}\` is no number of ${dialects(engines)}`)
  }
}

/** Without any of these in its text, a file has nothing that the tree is needed for. */
const WORTH_A_LOOK =
  /\bgoto\b|::|\/\/|[&|]|~(?!=)|<<|>>|\bbreak\b(?!\s*(?:end|else|elseif|until)\b)|;|\n\s*\(/

function lookAtTree(file: LuaFile, report: Report): void {
  const { chunk, scan, text } = file
  if (!WORTH_A_LOOK.test(text)) return
  // Where something ends that a semicolon may follow, and semicolons that belong to a return.
  const ends = new Set<number>()
  const taken = new Set<number>()
  const labels: number[] = []
  let hasGoto = false
  walk(chunk, (node) => {
    const [from, to] = rangeOf(node)
    if (/Statement$|^Table|^FunctionDeclaration$/.test(node.type)) ends.add(to)
    if (node.type === 'ReturnStatement' && text[to - 1] === ';') taken.add(to - 1)
    if (node.type === 'GotoStatement') {
      hasGoto = true
      report('goto', from, (engines) => `\`goto\` is no statement of ${dialects(engines)}`)
    }
    if (node.type === 'LabelStatement') labels.push(from)
    if (node.type === 'BinaryExpression') lookAtOperator(node.operator, rangeOf(node.left)[1], text, report)
    if (node.type === 'UnaryExpression' && node.operator === '~') lookAtOperator('~', from, text, report)
    if (node.type === 'CallExpression') lookAtCall(rangeOf(node.base)[1], text, report)
    lookAtBreaks(node, report)
  })
  for (const at of hasGoto ? [] : labels)
    report('label', at, (engines) => `\`::\` makes no label in ${dialects(engines)}`)
  for (const at of emptyStatements(scan.lexemes, text, ends, taken))
    report('empty-statement', at, (engines) => `a \`;\` by itself is no statement of ${dialects(engines)}`)
}

function lookAtOperator(operator: string, after: number, text: string, report: Report): void {
  const construct =
    operator === '//' ? 'integer-division' : /^(?:[&|~]|<<|>>)$/.test(operator) ? 'bit-operator' : null
  if (construct === null) return
  const at = text.indexOf(operator, after)
  report(construct, at, (engines) => `\`${operator}\` is no operator of ${dialects(engines)}`)
}

// Parentheses do not belong to the expression in them, as the parser has it.
function lookAtCall(after: number, text: string, report: Report): void {
  const gap = /(?:\s|--\[(=*)\[[\s\S]*?\]\1\]|--[^\n]*|\))*\(/y
  gap.lastIndex = after
  const skipped = gap.exec(text)?.[0]
  if (skipped === undefined || !skipped.slice(skipped.lastIndexOf(')') + 1).includes('\n')) return
  report(
    'ambiguous-call',
    after + skipped.length - 1,
    (engines) => `a call whose \`(\` begins a line is ambiguous to ${dialects(engines)}`,
  )
}

function lookAtBreaks(node: Node, report: Report): void {
  const body: readonly Statement[] = 'body' in node ? node.body : []
  for (const statement of body.slice(0, -1)) {
    if (statement.type !== 'BreakStatement') continue
    report(
      'break-in-middle',
      rangeOf(statement)[0],
      (engines) => `\`break\` has to be the last statement of its block in ${dialects(engines)}`,
    )
  }
}

// Semicolons that neither end a statement nor separate the fields of a table.
function emptyStatements(
  lexemes: readonly Lexeme[],
  text: string,
  ends: ReadonlySet<number>,
  taken: ReadonlySet<number>,
): number[] {
  const comments = new Map<number, number>()
  for (const lexeme of lexemes)
    if (lexeme.kind === 'comment') comments.set(lexeme.at + 2 + lexeme.text.length, lexeme.at)
  const endBefore = (at: number): number => {
    let end = at
    for (;;) {
      while (end > 0 && /\s/.test(text[end - 1]!)) end--
      const comment = comments.get(end)
      if (comment === undefined) return end
      end = comment
    }
  }
  return lexemes.flatMap(({ kind, at }) =>
    kind === 'semicolon' && !taken.has(at) && !ends.has(endBefore(at)) ? [at] : [],
  )
}

// Up to 5.2 numbers are doubles; from 5.3 on whole ones of up to 64 bits are kept exactly.
function largeIntegers({ scan: { lexemes } }: LuaFile, engines: readonly ListedEngine[]): Finding[] {
  const [reference] = engines
  if (!reference || reference.vm === null) return []
  const others = engines.filter(({ vm }) => vm !== null && hasIntegers(vm) !== hasIntegers(reference.vm!))
  if (others.length === 0) return []
  return lexemes.flatMap((lexeme) =>
    lexeme.kind === 'numeral' && lexeme.form === 'large'
      ? [
          {
            rule: LARGE,
            at: lexeme.at,
            message: `\`${lexeme.text}\` is another number on ${dialects(others)} than on ${dialects([reference])}`,
            advice: 'Keep whole numbers below 2^53: above, LuaJIT and 5.1 have only some of them.',
            engines: others,
          },
        ]
      : [],
  )
}

function hasIntegers(vm: Vm): boolean {
  return /^lua5[34]$/.test(vm)
}

// The catalogue's rule, so that its id can be explained; else the construct stands for itself.
function ruleFor(construct: SeenConstruct, catalogue: readonly Rule[]): { id: string; advice: string } {
  // An escape that 5.1 does not know is no error there, so that the rule about it is not one of syntax.
  const rule =
    catalogue.find(({ id }) => construct === 'escape' && id === 'escapes') ??
    catalogue.find((candidate) => isAbout(candidate, [construct]))
  return rule ?? { id: construct, advice: SUPPORT[construct].advice }
}
