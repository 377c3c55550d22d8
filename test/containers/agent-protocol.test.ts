import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent, type Message } from './agent.js'

const PARSER_CRASH = "loadstring'local _ for _ in (nil):foo() do end'"

describe('the fork server', { timeout: 60_000 }, () => {
  let agent: Agent
  let ready: Message

  beforeAll(async () => {
    agent = await Agent.boot()
    ready = await agent.ask({
      type: 'hello',
      prelude: `local job = assert(loadstring('return ' .. (...)))()
        local results = { assert(loadstring(job.source, job.chunk))() }
        for _, result in ipairs(results) do __luaparity_emit(tostring(result)) end`,
      host: `Luaparity.host do |host, context|
          calls = 0
          host.function('roll') { |sides| [sides, context.seed, calls += 1].join(' ') }
          host.function('fail') { raise ArgumentError, 'no such creature' }
          host.function('leave') { exit 3 }
        end`,
      settings: { parallel: 2, jit: true },
    })
  })

  afterAll(async () => {
    expect(await agent.close()).toBe(0)
  })

  test('answers hello with what the engine is made of', () => {
    expect(ready).toMatchObject({
      type: 'ready',
      protocol: 1,
      facts: {
        ruby: expect.stringMatching(/^3\.\d/),
        rubyPlatform: expect.any(String),
        luajit: expect.stringMatching(/^LuaJIT 2\.1/),
        jitStatus: expect.arrayContaining(['on']),
        arch: expect.any(String),
        os: 'Linux',
        gc64: expect.any(Boolean),
        libc: expect.stringMatching(/^glibc /),
        kernel: expect.any(String),
        cpu: expect.any(String),
        cpuFeatures: expect.any(Array),
        locale: expect.any(String),
        timezone: 'UTC',
        overcommit: expect.stringMatching(/^[012]$/),
        pid: 1,
      },
    })
  })

  test('runs the cases of a batch in order, each in a fresh state', async () => {
    const cases = [agent.case('seen = 1 return seen'), agent.case('return type(seen)'), agent.case('return')]
    const result = await agent.run(...cases)
    const keys = cases.map(({ key }) => key)
    expect(result).toMatchObject({ unrun: [], died: null })
    expect(result.done.map(({ key, events, before, status }) => ({ key, events, before, status }))).toEqual([
      { key: keys[0], events: ['1'], before: [], status: { kind: 'finished' } },
      { key: keys[1], events: ['nil'], before: keys.slice(0, 1), status: { kind: 'finished' } },
      { key: keys[2], events: [], before: keys.slice(0, 2), status: { kind: 'finished' } },
    ])
    for (const { wallMs, cpuMs, maxRssKb } of result.done) {
      expect(wallMs).toBeGreaterThan(0)
      expect(cpuMs).toBeGreaterThan(0)
      expect(maxRssKb).toBeGreaterThan(1000)
    }
  })

  test('gives each case its own share of what C code prints, in bytes', async () => {
    const result = await agent.run(
      agent.case('io.stdout:write("one\\0\\255") io.stderr:write("two\\n") return 1'),
      agent.case('return 2'),
      agent.case('io.stdout:write("three") io.stdout:setvbuf("full") io.stdout:write("four") return 3'),
    )
    expect(result.done.map((done) => Buffer.from(done.stdout, 'base64').toString('latin1'))).toEqual([
      'one\0\xff',
      '',
      'threefour',
    ])
    expect(result.done.map((done) => Buffer.from(done.stderr, 'base64').toString())).toEqual([
      'two\n',
      '',
      '',
    ])
  })

  test('a crash in the middle leaves the rest unrun and the next batch unharmed', async () => {
    const cases = [agent.case('return 1'), agent.case(`${PARSER_CRASH} return 2`), agent.case('return 3')]
    const result = await agent.run(...cases)
    expect(result.unrun).toEqual([cases[2]!.key])
    expect(result.died).toBeNull()
    expect(result.done.map(({ status }) => status)).toEqual([
      { kind: 'finished' },
      { kind: 'signal', signal: 'SIGSEGV', core: false },
    ])
    expect(result.done[1]!.crash).toMatchObject({ signal: 'SIGSEGV', code: 1 })
    expect(result.done[1]!.crash!.lua[1]).toContain('case:1: in ')
    expect(result.done[1]!.crash!.native[0]).toMatch(/^parse_/)
    expect((await agent.runOne('return 4')).events).toEqual(['4'])
  })

  test('events before a crash are kept', async () => {
    const done = await agent.runOne(`__luaparity_emit('first') __luaparity_emit('second') ${PARSER_CRASH}`)
    expect(done.events).toEqual(['first', 'second'])
  })

  test('bytes that are not ASCII arrive as one character each', async () => {
    expect((await agent.runOne('return "\\195\\164\\255\\0"')).events).toEqual(['\xc3\xa4\xff\0'])
  })

  test('files are handed over once and fetched as bytes', async () => {
    agent.post({
      type: 'files',
      id: 'set',
      files: { 'a.lua': Buffer.from([0, 255, 10, 65]).toString('base64') },
    })
    const done = await agent.runOne(
      'local f = __luaparity_fetch("a.lua") return #f, f:byte(2), __luaparity_fetch("b.lua") == nil',
      { files: 'set' },
    )
    expect(done.events).toEqual(['4', '255', 'true'])
  })

  test('host fakes start afresh for each case, with its seed', async () => {
    const source = 'return __luaparity_host_roll(6), __luaparity_host_roll(8)'
    const result = await agent.run(
      agent.case(source, { host: true, seed: 7 }),
      agent.case(source, { host: true, seed: 8 }),
      agent.case('return type(__luaparity_host_roll)'),
    )
    expect(result.done.map(({ events }) => events)).toEqual([['6 7 1', '8 7 2'], ['6 8 1', '8 8 2'], ['nil']])
  })

  test('an exception that the prelude does not catch is reported with both tracebacks', async () => {
    const result = await agent.run(
      agent.case('__luaparity_host_fail()', { host: true }),
      agent.case('__luaparity_host_leave()', { host: true }),
      agent.case('error({})'),
    )
    expect(result.done.map(({ extra }) => extra)).toEqual([
      {
        kind: 'ruby-exception',
        message: 'ArgumentError: no such creature',
        traceback: expect.stringContaining('case:1: in'),
        rubyBacktrace: [expect.stringMatching(/^host\.rb:4:/)],
      },
      expect.objectContaining({ kind: 'ruby-exception', message: 'SystemExit: exit' }),
      expect.objectContaining({ kind: 'lua-error', message: '(error object is a table value)' }),
    ])
    expect(result.done.map(({ status }) => status.kind)).toEqual(['finished', 'finished', 'finished'])
  })

  test('batches beyond `parallel` wait and are all answered', async () => {
    const batches = Array.from({ length: 8 }, () => [agent.case('return 1'), agent.case('return 2')])
    const ids = new Set(batches.map((batch) => agent.postBatch(batch)))
    let done = 0
    while (ids.size > 0) {
      const message = await agent.receive()
      if (message.type === 'done') done++
      else ids.delete(message.id as number)
    }
    expect(done).toBe(16)
  })

  test('measures a bare fork', async () => {
    expect(await agent.ask({ type: 'measure-fork', n: 20 })).toEqual({
      type: 'measured-fork',
      medianMs: expect.any(Number),
    })
  })

  test.each<[Message, string]>([
    [{ type: 'nonsense' }, 'unknown message type "nonsense"'],
    [{ type: 'batch', id: 5, cases: [] }, 'a batch without cases'],
    [{ type: 'batch', id: 5, cases: [{ key: 1, job: '', seed: 1 }] }, 'key not found: "timeoutMs"'],
  ])('a message that makes no sense is refused and nothing more: %j', async (message, reason) => {
    expect(await agent.ask(message)).toEqual({
      type: 'protocol-error',
      id: message.id ?? null,
      message: reason,
    })
  })

  test('a batch that names an unknown file set is refused', async () => {
    expect(await agent.ask({ type: 'batch', id: 5, cases: [agent.case('', { files: 'unknown' })] })).toEqual({
      type: 'protocol-error',
      id: 5,
      message: 'unknown file set "unknown"',
    })
  })
})

describe('hello', { timeout: 60_000 }, () => {
  test.each([
    [{ prelude: 'x x' }, "[luaparity]:1: '=' expected near 'x'"],
    [{ prelude: '', host: 'raise ArgumentError, "bad fakes"' }, 'ArgumentError: bad fakes'],
    [{ prelude: '', host: 'def (' }, expect.stringContaining('SyntaxError')],
  ])('what cannot work is fatal: %j', async (hello, message) => {
    const agent = await Agent.boot()
    expect(await agent.ask({ type: 'hello', ...hello })).toEqual({ type: 'fatal', message })
    expect(await agent.ended()).toBe(1)
  })

  test('jit = false holds for every case', async () => {
    const off = await Agent.ready({ settings: { jit: false } })
    expect((await off.runOne('return (jit.status())')).events).toEqual(['result false'])
    await off.close()
  })

  test('each case has JIT options of its own', async () => {
    const agent = await Agent.ready({ settings: { jit: true } })
    const source = 'return tostring(table.concat({select(2, jit.status())}, " "):find("fold"))'
    const events = async (jitOptions: string[]) => (await agent.runOne(source, { jitOptions })).events
    expect(await events(['-fold', 'hotloop=2'])).toEqual(['result nil'])
    expect(await events([])).not.toEqual(['result nil'])
    await agent.close()
  })
})
