import type { Case } from '../../cases/case.js'
import { numberText, quote } from '../../observations/canonical.js'
import type { Observation } from '../../observations/observation.js'
import type { LuaValue } from '../../observations/values.js'
import { luaString } from '../../prelude/job.js'
import type { Rule } from './rule.js'

/** What the examples of the rules give on one engine, by rule: the dialect that it speaks. */
export type Profile = ReadonlyMap<string, string>

/** A case that runs the examples of all rules, each by itself, and returns what they give. */
export function profileCase(rules: readonly Rule[], seed: number): Case {
  const examples = rules.map(({ id, example }) => `{${literal(id)},${literal(example)}}`)
  const source = `local load, pcall, select = loadstring or load, pcall, select
local results = {}
local function pack(...) return { n = select('#', ...), ... } end
for _, rule in ipairs({${examples.join(',\n')}}) do
  local chunk, message = load(rule[2], '=example')
  results[rule[1]] = chunk and pack(pcall(chunk)) or { n = 2, 'syntax', message }
end
return results`
  return {
    id: 'dialect rules',
    kind: 'snippet',
    file: null,
    line: 1,
    source: Buffer.from(source, 'latin1'),
    chunk: '=rules',
    arguments: [],
    seed,
    expectations: [],
  }
}

/** What an engine gave for `profileCase`; empty where it could not run it. */
export function profileOf(observation: Observation): Profile {
  const [results] = observation.values ?? []
  if (observation.outcome !== 'pass' || results?.kind !== 'table') return new Map()
  return new Map(
    results.pairs.flatMap(([key, result]) =>
      key.kind === 'string' && result.kind === 'table'
        ? [[key.bytes.toString('latin1'), exampleText(result.pairs)] as const]
        : [],
    ),
  )
}

/** The example of one rule as a script, as whose operators can be taken over. */
export function exampleCase({ id, example }: Rule, seed: number): Case {
  const source = Buffer.from(example, 'latin1')
  return { ...profileCase([], seed), id, source, chunk: '=example' }
}

/** What came out of `exampleCase`, as profiles have it. */
export function exampleResult({ values, error }: Observation): string {
  if (values) return values.map(valueText).join(', ') || 'nothing'
  return `${error?.kind === 'syntax' ? 'syntax error' : 'error'}: ${error?.message ?? 'none'}`
}

// `"5.0", 5, nil`; `error: <message>`, `syntax error: <message>`; whole numbers without regard to their kind.
function exampleText(pairs: readonly [LuaValue, LuaValue][]): string {
  const byKey = new Map(pairs.map(([key, value]) => [keyText(key), value]))
  const count = Number(numberOf(byKey.get('n')))
  const values = Array.from(
    { length: count },
    (_, index) => byKey.get(String(index + 1)) ?? { kind: 'nil' as const },
  )
  const [status, ...rest] = values
  if (status?.kind === 'boolean' && status.value) return rest.map(valueText).join(', ') || 'nothing'
  const message =
    rest[0]?.kind === 'string' ? rest[0].bytes.toString('latin1') : valueText(rest[0] ?? { kind: 'nil' })
  const text = message.replace(/^example:\d+: /, '')
  return status?.kind === 'boolean' ? `error: ${text}` : `syntax error: ${text}`
}

function valueText(value: LuaValue): string {
  switch (value.kind) {
    case 'nil':
      return 'nil'
    case 'boolean':
      return String(value.value)
    case 'number':
      return numberText(value.text, value.subtype)
    case 'string':
      return quote(value.bytes)
    default:
      return value.kind
  }
}

function keyText(key: LuaValue): string {
  if (key.kind === 'number') return numberText(key.text, key.subtype)
  return key.kind === 'string' ? key.bytes.toString('latin1') : ''
}

function numberOf(value: LuaValue | undefined): string {
  return value?.kind === 'number' ? numberText(value.text, value.subtype) : '0'
}

function literal(text: string): string {
  return luaString(Buffer.from(text, 'latin1'))
}
