import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { axesOf } from '../../../harness/engines/native/axes.js'
import { findNativeImage } from '../../../harness/engines/native/docker/image.js'
import { someBaseImage } from '../../base-image.js'
import { describeDocker } from '../../docker.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { plain, record } from '../plain.js'
import type { Running } from '../running.js'
import { startEngineForTest } from '../running.js'
import { containersOf, expectNoContainers } from './containers.js'
import { adapterFile, BUILD_MS, startStudio, studioImage } from './studio-image.js'

const PARSER_CRASH = "loadstring'local _ for _ in (nil):foo() do end'"

const FILES = {
  'util.lua': 'return { double = function(x) return x * 2 end, bytes = "\xff\\0\xc3\x28" }',
  'data.bin': '\0\x01\xff\r\n\\"',
  'empty.txt': '',
}

const HOST = {
  lua: `return function()
    return {
      twice = function(n) return n * 2 end,
      refuse = function() return nil, 'no such slot' end,
    }
  end`,
  ruby: `Luaparity.host do |host, context|
    host.function('twice') { |n| n * 2 }
    host.function('refuse') { Luaparity.values(nil, 'no such slot') }
    host.function('seed') { context.seed }
  end`,
}

describeDocker("an engine on a studio's image", (docker) => {
  let image: { tag: string; id: string }

  beforeAll(async () => {
    image = await studioImage(docker)
  }, BUILD_MS)

  describe.each(['adapter', 'small-adapter'] as const)('with %s.rb', (name) => {
    let running: Running

    beforeAll(async () => {
      running = await startStudio(docker, image.tag, adapterFile(name), { files: FILES, host: HOST })
    })

    afterAll(() => running?.engine.stop())

    test.each([
      'print("a\\0\\255") io.write(1, "x") return -0, 1/0, 2^53, "\\0\\255\\n", nil, { 1, { a = true } }',
      'local u = require "util" return u.double(21), u.bytes',
      'local f = io.open("data.bin", "rb") return f:read("*a"), io.open("empty.txt"):read("*a"), io.open("nothing")',
      'return ...',
      'math.randomseed(7) return math.random(), math.random(100), os.time()',
      'local function f() error("no such item") end return f()',
      'error({ code = 7 })',
      'return require "nothing"',
      'local x = = 1',
      'return coroutine.wrap(function() print("in a coroutine") return 1 end)()',
      'os.exit(0)',
      'return host.twice(21), select("#", host.refuse()), host.refuse()',
    ])('ends as on our own engine: %s', async (source) => {
      const given = { source, arguments: ['a', '\u00e9'] }
      const own = await startEngineForTest('native', { files: FILES, host: HOST })
      const [here, there] = await Promise.all([running.observe(given), own.observe(given)])
      const seen = ({ outcome, values, error, output, hostCalls }: typeof here) => ({
        outcome,
        values: plain(values ?? []),
        error: error && { ...error, value: error.value && plain([error.value]) },
        output: output.bytes.toString('latin1'),
        hostCalls: hostCalls.map((call) => [call.name, plain(call.arguments), plain(call.results)]),
      })
      expect(there.outcome).not.toBe('unavailable')
      expect(seen(here)).toEqual(seen(there))
    })

    test('an error has its position and a traceback without frames of ours', async () => {
      const { error } = await running.observe('\nlocal function f() error("no such item") end\nf()')
      expect(error).toMatchObject({ message: 'no such item', file: 'test.lua', line: 2 })
      expect(error!.traceback).toEqual([
        "[C]: in function 'error'",
        "test.lua:2: in function 'f'",
        'test.lua:3: in main chunk',
      ])
    })

    test('an endless loop is ended, and memory runs out', async () => {
      const [loop, hog, after] = await Promise.all([
        running.observe({ source: 'while true do end', limits: { timeoutMs: 1500 } }),
        running.observe('local t = {} for i = 1, 1e9 do t[i] = { i } end'),
        running.observe('return 1'),
      ])
      expect([loop!.outcome, hog!.outcome, after!.outcome]).toEqual(['timeout', 'out-of-memory', 'pass'])
    })

    test('a crash is confirmed with its true signal and address, and the cases behind it pass', async () => {
      const sources = ['return 1', PARSER_CRASH, 'return 3', 'return 4']
      const seen = await Promise.all(sources.map((source) => running.observe(source)))
      expect(seen.map(({ outcome }) => outcome)).toEqual(['pass', 'crash', 'pass', 'pass'])
      const { crash, reason, rawOutput, values } = seen[1]!
      expect(crash).toMatchObject({ signal: 'SIGSEGV', address: '0x18', confirmed: true })
      expect(crash!.native).toContainEqual(expect.stringMatching(/^lua_loadx\+0x[0-9a-f]+ \(libluajit/))
      expect(crash!.native.at(-1)).toMatch(/^run\+0x[0-9a-f]+ \(game_script\.so\)/)
      expect(crash!.signature).toMatch(/^SIGSEGV at 0x18 in libluajit-5\.1\.so\.2\+0x[0-9a-f]+$/)
      expect([reason, values]).toEqual(['the process was ended by SIGSEGV', null])
      expect(rawOutput.bytes.toString('latin1')).toContain('[BUG] Segmentation fault at 0x')
      expect(await containersOf(docker, running.runId)).toHaveLength(1)
    })

    test('what C code writes is kept apart from what the script prints', async () => {
      const seen = await running.observe(`local ffi = require 'ffi' ffi.cdef 'int puts(const char *);'
        print('script') ffi.C.puts('raw') return 1`)
      expect([seen.outcome, seen.output.bytes.toString(), seen.rawOutput.bytes.toString()]).toEqual([
        'pass',
        'script\n',
        'raw\n',
      ])
    })

    test('many cases are kept apart', async () => {
      const sources = Array.from(
        { length: 60 },
        (_, i) => `seen = (seen or 0) + 1 print(${i}) return seen, ${i}`,
      )
      const seen = await Promise.all(sources.map((source) => running.observe(source)))
      expect(seen.map(({ values, output }) => [plain(values!), output.bytes.toString()])).toEqual(
        sources.map((_, i) => [[1, i], `${i}\n`]),
      )
    })

    test('what writes into the channel of results is never a pass', async () => {
      const seen =
        await running.observe(`local ffi = require 'ffi' ffi.cdef 'long write(int, const void *, size_t);'
        for fd = 3, 63 do ffi.C.write(fd, 'pass []', 7) end return 'forged'`)
      expect([seen.outcome, seen.values]).toEqual(['error', null])
    })

    test('the fingerprint says what was found', async () => {
      expect(running.engine.kind).toBe('native')
      expect(await running.engine.fingerprint()).toMatchObject({
        vm: expect.stringMatching(/^LuaJIT 2\.1/),
        ruby: expect.stringMatching(/^3\.1/),
        libc: expect.stringMatching(/^glibc/),
        arch: 'x64',
        gc64: true,
        rounding: 'half-up',
        image: image.id,
        imageName: image.tag,
        imagePlatform: 'linux/amd64',
        adapter: adapterFile(name),
        emulated: false,
      })
    })

    test('ends without a trace: no container, and the image is the same', async () => {
      const before = await containersOf(docker, running.runId)
      await running.engine.stop()
      await expectNoContainers(docker, running.runId)
      expect(before).toHaveLength(1)
      const { Id, RepoTags } = await docker.getImage(image.tag).inspect()
      expect([Id, RepoTags]).toEqual([image.id, [image.tag]])
    })
  })

  test('host functions come from Ruby where the adapter can expose them', async () => {
    const running = await startStudioForTest(docker, image.tag, adapterFile('adapter'), { host: HOST })
    const seen = await running.observe({ source: 'return host.seed()', seed: 11 })
    expect([plain(seen.values!), running.engine.incidents!()]).toEqual([[11], []])
  })

  test('and from the Lua fakes where it cannot, which is said', async () => {
    const running = await startStudioForTest(docker, image.tag, adapterFile('small-adapter'), { host: HOST })
    const seen = await running.observe('return host.seed, host.twice(4)')
    expect(plain(seen.values!)).toEqual([null, 8])
    expect(running.engine.incidents!()).toEqual([
      expect.stringMatching(/small-adapter\.rb has no expose, .*: the Lua fakes play the host$/),
    ])
  })

  test('what a library prints while it is loaded does no harm', async () => {
    const noisy = `puts 'GameScript 1.0'\nrequire 'fiddle'
      Fiddle::Function.new(Fiddle::Handle::DEFAULT['puts'], [Fiddle::TYPE_VOIDP], Fiddle::TYPE_INT).call('licensed to you')\n`
    const adapter = await adapterOf(noisy + (await readFile(adapterFile('adapter'), 'utf8')))
    const running = await startStudioForTest(docker, image.tag, adapter)
    const seen = await running.observe('return 1')
    expect([seen.outcome, seen.rawOutput.bytes.toString()]).toEqual(['pass', ''])
  })

  test("the environment of the definition is the container's", async () => {
    const adapter = await adapterOf(`raise "GAME=#{ENV['GAME']} TZ=#{ENV['TZ']}"`)
    const starting = startStudio(docker, image.tag, adapter, { env: { GAME: 'chess', TZ: 'Asia/Tokyo' } })
    await expect(starting).rejects.toThrow('GAME=chess TZ=Asia/Tokyo')
  })

  test.each([
    ['does not parse', 'Luaparity.adapter do |a|', /SyntaxError: .*adapter\.rb:1/],
    ['needs what is not there', "require 'game_engine'", /LoadError: cannot load such file -- game_engine/],
    ['does not call Luaparity.adapter', 'puts 1', /adapter\.rb does not call Luaparity\.adapter/],
    [
      'does not say how to make a state',
      'Luaparity.adapter { |a| a.eval { } }',
      /: .*adapter\.rb lacks a\.state \{ \.\.\. \}$/,
    ],
    [
      'does not say how to evaluate',
      'Luaparity.adapter { |a| a.state { 1 } }',
      /: .*adapter\.rb lacks a\.eval \{ \.\.\. \}$/,
    ],
    [
      'makes no state',
      'Luaparity.adapter { |a| a.state { GameScript::Vm.new }; a.eval { } }',
      /NameError: uninitialized constant GameScript\nat .*adapter\.rb:1/,
    ],
    [
      'evaluates nothing',
      'Luaparity.adapter { |a| a.state { 1 }; a.eval { |lua, source| source.size } }',
      /the adapter's eval has no effect/,
    ],
    [
      'exposes nothing',
      "require 'game_script'\nLuaparity.adapter { |a| a.state { GameScript::VM.new }; a.eval { |l, s, n| l.run(s, n) }; a.expose { } }",
      /attempt to call/,
    ],
    [
      'crashes at every start',
      "require 'fiddle'\nLuaparity.adapter { |a| a.state { Fiddle::Pointer.new(8)[0, 8] }; a.eval { } }",
      /ended by SIGABRT\n.*\[BUG\] Segmentation fault at 0x0*8\n/,
    ],
  ])('an adapter that %s makes the engine unavailable, with the reason', async (_, source, message) => {
    const adapter = await adapterOf(source)
    await expect(startStudio(docker, image.tag, adapter)).rejects.toMatchObject({
      code: 'ERR_ENGINE_UNAVAILABLE',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('docs/studio-image.md'),
    })
  })

  test('an image that is not there is unavailable, with a hint', async () => {
    const starting = startStudio(docker, 'studio/nowhere:1', adapterFile('adapter'))
    await expect(starting).rejects.toMatchObject({
      code: 'ERR_ENGINE_UNAVAILABLE',
      message: 'Docker has no image "studio/nowhere:1"',
      hint: expect.stringContaining('docker pull studio/nowhere:1'),
    })
  })

  test('an image without ruby is unavailable', async () => {
    const starting = startStudio(docker, await someBaseImage(docker), adapterFile('adapter'))
    await expect(starting).rejects.toMatchObject({
      code: 'ERR_ENGINE_UNAVAILABLE',
      message: expect.stringMatching(/ruby.*not found/),
    })
  })

  test('our own extension in an image of another name needs no adapter', async () => {
    const own = await findNativeImage(docker, axesOf('native'))
    const running = await startStudioForTest(docker, own!.tag, 'luajit', {
      files: FILES,
      host: HOST,
    })
    const seen = await Promise.all(
      ['return host.twice(2), { a = require("util").bytes }', PARSER_CRASH].map((source) =>
        running.observe(source),
      ),
    )
    expect(plain(seen[0]!.values!)).toEqual([4, record({ a: '\xff\0\xc3\x28' })])
    expect(seen[1]!.crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
    expect(seen[1]!.crash!.lua.length).toBeGreaterThan(0)
  })

  test('an image with another luajit is told so', async () => {
    await expect(startStudio(docker, image.tag, 'luajit')).rejects.toThrow(/LoadError: .*luajit/)
  })
})

async function adapterOf(source: string): Promise<string> {
  return `${await temporaryFolder({ 'adapter.rb': source })}/adapter.rb`
}

async function startStudioForTest(...given: Parameters<typeof startStudio>): Promise<Running> {
  const running = await startStudio(...given)
  onTestFinished(() => running.engine.stop())
  return running
}
