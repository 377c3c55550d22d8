import { UsageError } from '../../errors.js'

/** The dimensions in which native engines differ, and their values; the first is the default. */
export const AXES = {
  /** Debian release: the user space, its Ruby and its LuaJIT. */
  release: ['bookworm', 'trixie'],
  /** What the machine code is for; the default is that of the machine the harness runs on. */
  arch: ['amd64', 'arm64', 'i386'],
  /** LuaJIT's garbage collector: 64-bit references, or 32-bit ones, which need memory at low addresses. */
  gc: ['gc64', 'gc32'],
  /** How LuaJIT is compiled: as Debian does, with its assertions, for AddressSanitizer, or for gdb and perf. */
  build: ['release', 'assert', 'asan', 'forensic'],
  /**
   * The low 4 GB of the address space: free; taken by the executable itself, as macOS's default `__PAGEZERO` does; taken
   * by a preloaded library; or free below an executable that was linked to load above them.
   */
  space: ['normal', 'pagezero', 'pagezero-preload', 'rebased'],
  /** Whether the C extension looks at what `luaL_newstate` returns. */
  embedder: ['checked', 'naive'],
  /** The JIT compiler: on, off, or tried with several thresholds, one run of the case each. */
  jit: ['on', 'off', 'stress'],
} as const

type Axis = keyof typeof AXES

/** A point in the dimensions in which native engines differ. */
export type Axes = { -readonly [A in Axis]: (typeof AXES)[A][number] }

/** The part of a point that an image is built for: all but the JIT compiler, which is switched at run time. */
export type ImagePoint = Omit<Axes, 'jit'>

export type Arch = Axes['arch']

const PREFIX = 'native'
const AXIS_NAMES = Object.keys(AXES) as Axis[]

/** The architecture that is not emulated on this machine, from Node's name of it. */
export function hostArch(nodeArch: string = process.arch): Arch {
  return nodeArch === 'arm64' ? 'arm64' : 'amd64'
}

/** Whether this is the name of a native engine: `native` or `native:...`. */
export function isNativeName(name: string): boolean {
  return name === PREFIX || name.startsWith(`${PREFIX}:`)
}

/**
 * The point that a name stands for: `native`, or `native:<axis>=<value>,...` with the axes that are not at their default.
 * Throws UsageError for an unknown axis or value, an axis given twice, and a point that cannot exist.
 */
export function axesOf(name: string, host: Arch = hostArch()): Axes {
  const given = parse(name)
  const arch = (given.arch ?? host) as Arch
  const axes = {
    ...Object.fromEntries(AXIS_NAMES.map((axis) => [axis, AXES[axis][0]])),
    arch,
    gc: defaultGc(arch),
    ...given,
  } as Axes
  const problem = contradiction(axes)
  if (problem) throw new UsageError(`there is no engine "${name}": ${problem}`)
  return axes
}

/** The canonical name of a point: only what is not at its default, in the order of `AXES`. */
export function nameOfAxes(axes: Axes, host: Arch = hostArch()): string {
  const standard = axesOf(axes.arch === host ? PREFIX : `${PREFIX}:arch=${axes.arch}`, host)
  const parts = AXIS_NAMES.filter((axis) =>
    axis === 'arch' ? axes.arch !== host : axes[axis] !== standard[axis],
  )
  return parts.length === 0 ? PREFIX : `${PREFIX}:${parts.map((axis) => `${axis}=${axes[axis]}`).join(',')}`
}

/**
 * Reads a selector of native engines, `native:*` or `native:<axis>=<value>,...,*`: the axes named must be as given, the
 * others may be anything. Null for a text that is none (it does not end in `*`). Throws UsageError as `axesOf` does.
 */
export function nativeSelector(text: string): ((axes: Axes) => boolean) | null {
  if (!/^native:(.*,)?\*$/.test(text)) return null
  const body = text.slice(0, -1).replace(/[:,]$/, '')
  const wanted = Object.entries(parse(body)) as [Axis, string][]
  return (axes) => wanted.every(([axis, value]) => axes[axis] === value)
}

/** Every point that an image can be built for. */
export function imagePoints(): ImagePoint[] {
  let points: Partial<Axes>[] = [{}]
  for (const axis of AXIS_NAMES.filter((name) => name !== 'jit')) {
    points = points.flatMap((point) => AXES[axis].map((value) => ({ ...point, [axis]: value })))
  }
  return (points as ImagePoint[]).filter((point) => contradiction(point) === null)
}

/** Sets of native engines under a short name. */
export const MATRICES = {
  /** One image, built in a minute: is it the JIT compiler? */
  laptop: ['native', 'native:jit=off', 'native:jit=stress'],
  /**
   * Both releases, every mode of the JIT compiler, 32-bit references, LuaJIT's own assertions, and i386, which Debian
   * supports in full up to bookworm.
   */
  ci: [
    'native',
    'native:jit=off',
    'native:jit=stress',
    'native:gc=gc32',
    'native:arch=i386',
    'native:build=assert',
    'native:release=trixie',
    'native:release=trixie,jit=off',
    'native:release=trixie,jit=stress',
    'native:release=trixie,gc=gc32',
    'native:release=trixie,build=assert',
  ],
  /** That, the emulated architecture, the sanitizer, the debugger's build, and the low 4 GB taken. */
  get full() {
    const more = ['build=asan', 'build=forensic', 'space=pagezero', 'space=pagezero-preload', 'arch=*']
    const other = hostArch() === 'amd64' ? 'arm64' : 'amd64'
    const points = more.map((point) => point.replace('*', other))
    return [
      ...this.ci,
      ...points.map((point) => `native:${point}`),
      'native:release=trixie,arch=i386',
      ...points.map((point) => nameOfAxes(axesOf(`native:release=trixie,${point}`))),
    ]
  },
} as const

export type MatrixName = keyof typeof MATRICES
export const MATRIX_NAMES = ['laptop', 'ci', 'full'] as const satisfies readonly MatrixName[]

function parse(name: string): Partial<Record<Axis, string>> {
  if (name === PREFIX) return {}
  if (!name.startsWith(`${PREFIX}:`)) throw new UsageError(`"${name}" is not the name of a native engine`)
  const given: Partial<Record<Axis, string>> = {}
  for (const part of name.slice(PREFIX.length + 1).split(',')) {
    const [axis = '', value = '', ...rest] = part.split('=')
    if (!isAxis(axis) || rest.length > 0) {
      throw new UsageError(`the engine "${name}" has no axis "${axis}"`, {
        hint: `Write native:<axis>=<value>,...; axes: ${AXIS_NAMES.join(', ')}.`,
      })
    }
    if (!(AXES[axis] as readonly string[]).includes(value)) {
      throw new UsageError(`the engine "${name}" has ${axis} "${value}"`, {
        hint: `${axis} is one of: ${AXES[axis].join(', ')}.`,
      })
    }
    if (given[axis] !== undefined) throw new UsageError(`the engine "${name}" names ${axis} twice`)
    given[axis] = value
  }
  return given
}

function isAxis(text: string): text is Axis {
  return Object.hasOwn(AXES, text)
}

// i386 has 32-bit references only; LuaJIT's arm64 port was made with 64-bit ones.
function defaultGc(arch: Arch): Axes['gc'] {
  return arch === 'i386' ? 'gc32' : 'gc64'
}

/** Why a point cannot exist, in words, or null. */
export function contradiction({ arch, gc, build, space }: ImagePoint): string | null {
  if (arch !== 'amd64' && gc !== defaultGc(arch)) return `LuaJIT on ${arch} is always ${defaultGc(arch)}`
  if (arch !== 'amd64' && space !== 'normal')
    return `space=${space} is about 64-bit Intel executables, as on macOS`
  // Its allocator is the system's, which does not give low addresses on demand.
  if (build === 'asan' && gc === 'gc32' && arch === 'amd64') return 'AddressSanitizer needs gc=gc64 on amd64'
  if (build === 'asan' && space !== 'normal')
    return 'AddressSanitizer takes low addresses itself, so space must be normal'
  return null
}
