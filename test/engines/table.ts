import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { canonicalText } from '../../harness/observations/canonical.js'
import type { Observation, ObservedError, Outcome } from '../../harness/observations/observation.js'
import { docker } from '../docker.js'
import { describeEveryEngine, isModern, localEngines, NATIVE } from './every-engine.js'
import { type Plain, plain } from './plain.js'
import { type Given, type Surroundings, startEngine } from './running.js'

/** One case and what every engine must see of it. */
export interface Row extends Given {
  name: string
  /** The returned values; a function where dialects differ. */
  returns?: Plain[] | ((engine: string) => Plain[])
  /** What cannot be written down as a value: identity, depth. */
  check?: (values: Plain[], observation: Observation) => void
  output?: string
  errorOutput?: string
  /** `pass` unless there is an `error`, which then is `error`. */
  outcome?: Outcome
  error?: (engine: string) => Partial<Omit<ObservedError, 'value'>> & { value?: Plain }
  /** Engines that rightly do otherwise: those of Lua 5.3 and later are compared among themselves, or none at all. */
  dialect?: 'modern' | 'each'
}

const MS = 60_000

/**
 * Runs every row on every engine there is. Each engine is held against what the row says, and then the
 * engines are held against each other, byte for byte.
 */
export function describeTable(title: string, rows: readonly Row[], surroundings: Surroundings = {}): void {
  const runs = new Map<string, Promise<Map<Row, Observation>>>()
  const observed = (engine: string): Promise<Map<Row, Observation>> => {
    const run = runs.get(engine) ?? observeRows(engine, rows, surroundings)
    runs.set(engine, run)
    return run
  }

  describeEveryEngine(title, (engine) => {
    beforeAll(async () => {
      await observed(engine)
    }, 3 * MS)

    test.each(rows)('$name', { timeout: MS }, async (row) => {
      expectRow(row, (await observed(engine)).get(row)!, engine)
    })
  })

  describe(`${title}: all engines agree`, () => {
    const engines = [...(docker ? NATIVE : []), ...localEngines()]

    test.each(rows)('$name', { timeout: MS }, async (row) => {
      const seen = new Map<string, string>()
      for (const engine of engines) {
        const group = groupOf(row, engine)
        const digest = digestOf((await observed(engine)).get(row)!)
        expect(digest, engine).toBe(seen.get(group) ?? digest)
        seen.set(group, digest)
      }
    })
  })
}

async function observeRows(
  name: string,
  rows: readonly Row[],
  surroundings: Surroundings,
): Promise<Map<Row, Observation>> {
  const { engine, observe } = await startEngine(name, surroundings)
  try {
    return new Map(
      await Promise.all(rows.map(async (row): Promise<[Row, Observation]> => [row, await observe(row)])),
    )
  } finally {
    await engine.stop()
  }
}

function expectRow(row: Row, observation: Observation, engine: string): void {
  const { outcome, reason, error, values, output, errorOutput } = observation
  const wanted = row.outcome ?? (row.error ? 'error' : 'pass')
  expect({ outcome, reason, message: wanted === 'pass' ? error?.message : null }).toEqual({
    outcome: wanted,
    reason: null,
    message: wanted === 'pass' ? undefined : null,
  })
  if (row.error) {
    const { value, ...rest } = row.error(engine)
    expect(error).toMatchObject(rest)
    if (value !== undefined) expect(plain([error!.value!])).toEqual([value])
  }
  if (row.returns) {
    expect(plain(values!)).toEqual(typeof row.returns === 'function' ? row.returns(engine) : row.returns)
  }
  row.check?.(plain(values ?? []), observation)
  expect(brief(output.bytes.toString('latin1'))).toBe(brief(row.output ?? ''))
  expect(errorOutput.bytes.toString('latin1')).toBe(row.errorOutput ?? '')
  expect(observation.rawOutput.bytes.toString('latin1')).toBe('')
}

function groupOf({ dialect }: Row, engine: string): string {
  if (dialect === 'each' && isModern(engine)) return engine
  return dialect && isModern(engine) ? 'modern' : 'all others'
}

function digestOf({ outcome, values, output, errorOutput, error }: Observation): string {
  const text = (list: Observation['values']): string | null =>
    list && canonicalText(list, { numbers: 'value', order: false })
  return JSON.stringify({
    outcome,
    values: brief(text(values) ?? 'none'),
    output: brief(output.bytes.toString('latin1')),
    errorOutput: brief(errorOutput.bytes.toString('latin1')),
    error: error && {
      kind: error.kind,
      message: error.message,
      position: `${error.file}:${error.line}`,
      value: text(error.value && [error.value]),
    },
  })
}

// What does not fit into a message is told apart by its hash.
function brief(text: string): string {
  if (text.length <= 1000) return text
  return `${text.slice(0, 1000)}... sha256:${createHash('sha256').update(text, 'latin1').digest('hex')}`
}
