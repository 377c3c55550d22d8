import { expect, test } from 'vitest'
import type { Engine, Project } from '../../harness/engines/engine.js'
import type { Observation } from '../../harness/observations/observation.js'
import { KeptEngine } from '../../harness/watch/kept-engine.js'
import { aCase, ended, LIMITS, passing } from '../builders.js'
import { type Behaviour, FakeEngine, missing } from '../runs/fake-engine.js'

const NEVER = new AbortController().signal

function aProject(id: string, ruby?: string): Project {
  return {
    root: '/project',
    files: { id, files: new Map() },
    packagePath: '?.lua',
    time: 0,
    env: {},
    determinism: { clock: true, random: true },
    host: { lua: null, ruby: ruby === undefined ? null : { path: 'host.rb', source: Buffer.from(ruby) } },
  }
}

/** A kept engine, with all that were made for it and the files that each was given. */
function kept(behaviour: Behaviour = {}, { updates = true } = {}) {
  const made: {
    engine: FakeEngine & Pick<Engine, 'update' | 'abandon'>
    files: string[]
    abandoned: number
  }[] = []
  const engine = new KeptEngine(() => {
    const fake: FakeEngine & Pick<Engine, 'update' | 'abandon'> = new FakeEngine('fast', behaviour)
    const one = { engine: fake, files: [] as string[], abandoned: 0 }
    const start = fake.start.bind(fake)
    fake.start = async (project, signal) => {
      await start(project, signal)
      one.files.push(project.files.id)
    }
    if (updates) fake.update = (project) => one.files.push(project.files.id)
    fake.abandon = () => one.abandoned++
    made.push(one)
    return fake
  })
  return { engine, made }
}

async function use(engine: KeptEngine, project: Project): Promise<Observation> {
  const lent = engine.lend()
  await lent.start(project, NEVER)
  const seen = await lent.run(aCase(), LIMITS)
  await lent.stop()
  return seen
}

test('an engine stays up from run to run, and takes over files that have changed', async () => {
  const { engine, made } = kept()
  expect((await use(engine, aProject('1'))).outcome).toBe('pass')
  expect((await use(engine, aProject('2'))).outcome).toBe('pass')
  expect(made.map(({ files, engine: { stops } }) => [files, stops])).toEqual([[['1', '2'], 0]])
  await engine.close()
  expect(made[0]!.engine.stops).toBeGreaterThan(0)
})

test('one that cannot take over files is made anew', async () => {
  const { engine, made } = kept({}, { updates: false })
  const one = aProject('1')
  await use(engine, one)
  await use(engine, one)
  await use(engine, aProject('2'))
  expect(made.map(({ files, engine: { stops } }) => [files, stops])).toEqual([
    [['1'], 1],
    [['2'], 0],
  ])
})

test('so is one whose host has changed', async () => {
  const { engine, made } = kept()
  await use(engine, aProject('1', 'a'))
  await use(engine, aProject('2', 'a'))
  await use(engine, aProject('3', 'b'))
  expect(made.map(({ files }) => files)).toEqual([['1', '2'], ['3']])
})

test('and one that did not see a case through', async () => {
  let isThere = false
  const { engine, made } = kept({ run: () => (isThere ? passing() : ended('unavailable', 'lost')) })
  const project = aProject('1')
  expect((await use(engine, project)).outcome).toBe('unavailable')
  isThere = true
  expect((await use(engine, project)).outcome).toBe('pass')
  expect(made.length).toBe(2)
})

test('one that could not be started is tried again', async () => {
  let start: Behaviour['start'] = missing()
  const { engine, made } = kept({ start: (signal) => start?.(signal) })
  await expect(use(engine, aProject('1'))).rejects.toThrow('no Docker')
  start = () => {}
  expect((await use(engine, aProject('1'))).outcome).toBe('pass')
  expect(made.map(({ engine: { stops } }) => stops)).toEqual([1, 0])
})

test('a run that is given up gets no more results, and what waits is given up', async () => {
  const { engine, made } = kept({ run: () => new Promise(() => {}) })
  const lent = engine.lend()
  await lent.start(aProject('1'), NEVER)
  const running = lent.run(aCase(), LIMITS)
  await lent.stop()
  expect((await running).outcome).toBe('unavailable')
  expect((await lent.run(aCase(), LIMITS)).outcome).toBe('unavailable')
  expect(made.map(({ abandoned, engine: { stops } }) => [abandoned, stops])).toEqual([[1, 0]])
})

test('an engine that is held by a case nobody waits for is replaced', async () => {
  let run: Behaviour['run'] = () => new Promise(() => {})
  const { engine, made } = kept({ run: (testCase) => run!(testCase) })
  const lent = engine.lend()
  await lent.start(aProject('1'), NEVER)
  void lent.run(aCase(), LIMITS)
  await lent.stop()
  run = () => passing()
  expect((await use(engine, aProject('2'))).outcome).toBe('pass')
  expect(made.map(({ files, engine: { stops } }) => [files, stops])).toEqual([
    [['1'], 1],
    [['2'], 0],
  ])
})

test('a start goes on for the next run when the first one is given up', async () => {
  let started: () => void = () => {}
  const { engine, made } = kept({
    start: () =>
      new Promise<void>((resolve) => {
        started = resolve
      }),
  })
  const lent = engine.lend()
  const starting = lent.start(aProject('1'), NEVER)
  await lent.stop()
  await expect(starting).rejects.toThrow('the run is over')
  const next = use(engine, aProject('2'))
  started()
  expect((await next).outcome).toBe('pass')
  expect(made.map(({ files }) => files)).toEqual([['1', '2']])
})

test('nothing is started any more when it is closed', async () => {
  const { engine, made } = kept()
  await engine.close()
  await expect(use(engine, aProject('1'))).rejects.toThrow('not needed any more')
  expect(made.map(({ files }) => files)).toEqual([[]])
})
