import { describe, expect, test } from 'vitest'
import { probeEngines } from '../../harness/cli/probe-engines.js'
import type { Engine, EngineKind } from '../../harness/engines/engine.js'
import { EngineUnavailableError } from '../../harness/errors.js'

/** Engines that tell how many of them run at a time. */
function fakes(kinds: readonly EngineKind[], start: (name: string) => Promise<void> = async () => {}) {
  const seen = { running: 0, most: 0, stopped: [] as string[] }
  const engines = kinds.map((kind, index): Engine => {
    const name = `${kind}-${index}`
    let isRunning = false
    return {
      name,
      kind,
      axes: null,
      concurrency: 1,
      async start() {
        isRunning = true
        seen.most = Math.max(seen.most, ++seen.running)
        await start(name)
      },
      run: () => Promise.reject(new Error('nothing is run')),
      async stop() {
        seen.stopped.push(name)
        if (isRunning) seen.running--
        isRunning = false
      },
      fingerprint: async () => ({ vm: name }),
    }
  })
  return { engines, seen }
}

const probe = (engines: Engine[], signal = new AbortController().signal) =>
  probeEngines(engines, {} as never, signal)

describe('probing', () => {
  test('answers in the order of the engines, and stops all of them', async () => {
    const { engines, seen } = fakes(['native', 'in-process', 'process'])
    const probed = await probe(engines)
    expect(probed.map((result) => result.status === 'ready' && result.fingerprint.vm)).toEqual(
      engines.map(({ name }) => name),
    )
    expect([seen.running, new Set(seen.stopped).size]).toEqual([0, 3])
  })

  test('starts no more than three containers at a time', async () => {
    const { engines, seen } = fakes(
      Array.from({ length: 10 }, () => 'native' as const),
      () => new Promise(setImmediate),
    )
    await probe(engines)
    expect(seen.most).toBe(3)
  })

  test('tells why an engine is unavailable, and goes on', async () => {
    const { engines } = fakes(['native', 'native', 'native', 'native', 'native'], async (name) => {
      if (name === 'native-0') throw new EngineUnavailableError('no image', { hint: 'build it' })
    })
    const [first, ...rest] = await probe(engines)
    expect(first).toMatchObject({ status: 'unavailable', reason: 'no image', hint: 'build it' })
    expect(rest.every(({ status }) => status === 'ready')).toBe(true)
  })

  test('a defect is no unavailable engine, and everything is stopped', async () => {
    const { engines, seen } = fakes(['native', 'in-process'], async (name) => {
      if (name === 'native-0') throw new TypeError('defect')
    })
    await expect(probe(engines)).rejects.toThrow('defect')
    expect(seen.running).toBe(0)
  })

  test('starts nothing more once it is interrupted', async () => {
    const { engines, seen } = fakes(['native', 'native'])
    const probed = await probe(engines, AbortSignal.abort())
    expect(probed).toMatchObject([
      { status: 'unavailable', reason: 'interrupted' },
      { reason: 'interrupted' },
    ])
    expect(seen.most).toBe(0)
  })
})
