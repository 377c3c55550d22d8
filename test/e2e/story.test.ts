import { beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import type { PlayedScene } from '../../harness/story/story.js'
import { describeDocker } from '../docker.js'
import { luaparity } from './command.js'

describeDocker('the crash that the project began with', () => {
  let scenes: PlayedScene[] = []
  let exitCode: number | undefined
  // Builds what is missing, LuaJIT without GC64 among it.
  beforeAll(async () => {
    const told = await luaparity(['story', '--json'], { cwd: packageRoot })
    exitCode = told.exitCode
    expect(told.stdout, told.stderr).not.toBe('')
    scenes = JSON.parse(told.stdout).scenes
  }, 900_000)

  const scene = (engine: string): PlayedScene => {
    const found = scenes.find((scene) => scene.engine === engine)
    if (!found)
      throw new Error(`no scene with ${engine} among ${scenes.map(({ engine }) => engine).join(', ')}`)
    return found
  }

  test('ends as told', () => {
    expect(exitCode).toBe(0)
    expect(scenes).toHaveLength(5)
  })

  test('without GC64 and with low memory free, every start works', () => {
    const { ended, seen } = scene('native:gc=gc32,embedder=naive')
    expect(seen).toBe('works')
    expect(ended.length).toBeGreaterThanOrEqual(3)
    for (const start of ended) {
      expect(start).toMatchObject({ kind: 'works', said: expect.stringContaining('32-bit references') })
    }
  })

  test('with the low 4 GB taken, every start is a segmentation fault at 0x8', () => {
    const { ended, seen, crash } = scene('native:gc=gc32,space=pagezero,embedder=naive')
    expect(seen).toBe('crashes')
    expect(ended.length).toBeGreaterThanOrEqual(10)
    for (const start of ended) {
      expect(start).toMatchObject({ kind: 'crash', report: { signal: 'SIGSEGV', address: '0x8' } })
    }
    expect(crash?.text).toContain('[BUG] Segmentation fault at 0x0000000000000008')
    expect(crash?.text).toContain('luaL_openlibs')
    // What failed before: LuaJIT asking for memory in the low 2 GB.
    expect(crash?.failedMappings.join('\n')).toMatch(/^mmap\(.*MAP_32BIT.*= -1 ENOMEM/)
    // What holds it: one mapping from 64 KB up to the page below 4 GB.
    expect(crash?.lowMemory).toContainEqual(expect.stringMatching(/^00010000-fffff000 /))
  })

  test.each([
    'native:gc=gc32,space=rebased,embedder=naive',
    'native:embedder=naive',
    'native:space=pagezero,embedder=naive',
  ])('%s works at every start', (engine) => {
    const { ended, seen } = scene(engine)
    expect(seen).toBe('works')
    const bits = engine.includes('gc32') ? '32-bit' : '64-bit'
    for (const start of ended) {
      expect(start).toMatchObject({ kind: 'works', said: expect.stringContaining(`${bits} references`) })
    }
  })

  test('is told in words, with what mends it', async () => {
    const { stdout, exitCode } = await luaparity(['story'], { cwd: packageRoot })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('crashed at every start (10 of 10)')
    expect(stdout).toContain('-pagezero_size 10000 -image_base 100000000')
    expect(stdout).toContain('ENOMEM')
  })

  test('as an engine of a run, such a binary is unavailable, and it is said why', async () => {
    const engine = 'native:gc=gc32,space=pagezero,embedder=naive'
    const { stdout, exitCode } = await luaparity(['run', '-e', 'return 1', '--engines', engine], {
      cwd: packageRoot,
    })
    expect(exitCode).toBe(3)
    expect(stdout).toContain('its binary crashes at every start: SIGSEGV at 0x8')
    expect(stdout).toContain('-pagezero_size 10000 -image_base 100000000')
  })
})
