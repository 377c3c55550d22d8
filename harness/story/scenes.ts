/** What becomes of a binary's starts: all work, or all end in the crash the project began with. */
export type Ending = 'works' | 'crashes'

/** One scene of the founding story: a binary, and what it is expected to do. */
export interface Scene {
  title: string
  /** The native engine whose binary is started. */
  engine: string
  expected: Ending
  /** How often it is started. */
  starts: number
}

/**
 * A studio compiled its own Ruby with LuaJIT in it. On Macs everything compiled and every start crashed, until the
 * executable was linked with other flags. All binaries here ignore what `luaL_newstate` returns, as that one did.
 */
export const SCENES: readonly Scene[] = [
  {
    title: 'LuaJIT without GC64, low memory free (as on Linux)',
    engine: 'native:gc=gc32,embedder=naive',
    expected: 'works',
    starts: 3,
  },
  {
    title: 'the same, the low 4 GB taken by the executable (as on macOS by default)',
    engine: 'native:gc=gc32,space=pagezero,embedder=naive',
    expected: 'crashes',
    starts: 10,
  },
  {
    title: 'the same, linked again with the low 4 GB left free',
    engine: 'native:gc=gc32,space=rebased,embedder=naive',
    expected: 'works',
    starts: 3,
  },
  {
    title: 'LuaJIT with GC64, low memory free',
    engine: 'native:embedder=naive',
    expected: 'works',
    starts: 3,
  },
  {
    title: 'LuaJIT with GC64, the low 4 GB taken',
    engine: 'native:space=pagezero,embedder=naive',
    expected: 'works',
    starts: 3,
  },
]

/** What mended it, as LuaJIT's installation guide has it for macOS. */
export const REMEDY = [
  'LuaJIT without GC64 needs memory below 2 GB. On macOS/x64 the segment __PAGEZERO of the main executable takes the low',
  '4 GB unless it is linked with `-pagezero_size 10000 -image_base 100000000` (and libraries of your own are rebased).',
  'On Linux the same is a section `.pagezero` and `-Wl,-Ttext-segment=0x100000000`; without the section, it works.',
].join('\n')
