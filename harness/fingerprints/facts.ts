/** What a fact is about, and whether a difference in it is likely to make scripts behave differently. */
export interface FactInfo {
  group: string
  matters: boolean
  /** What it changes, in a few words; null where nothing better than its name is known. */
  note: string | null
}

const MEMORY = 'memory and limits'

/** What facts are about, in the order in which they are shown. */
const GROUPS = [
  'axes',
  'VM',
  'JIT compiler',
  'Ruby',
  'libc',
  'processor',
  MEMORY,
  'locale and time',
  'kernel',
  'other',
  'this very engine',
] as const

type Group = (typeof GROUPS)[number]
type Rule = [pattern: RegExp, group: Group, matters: boolean, note?: string]

// The first that fits decides. Facts that are not listed by name are recognised by their words, so that a new one finds
// its place; what nothing fits may matter.
const RULES: readonly Rule[] = [
  [/^axes\./, 'axes', true],
  [/^kind$/, 'this very engine', false, 'how Luaparity runs it'],
  [/^(pid|image|command|container|host(name)?|digest|takenAt)$/i, 'this very engine', false],
  [/digest|^image|containerId/i, 'this very engine', false],

  [/^vm$/, 'VM', true, 'other bugs, other messages'],
  [/^gc64$/, 'VM', true, 'how LuaJIT refers to memory, and where that must lie'],
  [/^buildFlags$/, 'VM', true, 'how LuaJIT was compiled'],
  [/^lua52$/, 'VM', true, "Lua 5.2's additions: __len and __pairs of tables"],
  [/^embedder$/, 'VM', true, 'whether the extension looks at what luaL_newstate returns'],
  [/^rounding$/, 'VM', true, "how exact halves are printed: ('%.0f'):format(0.5)"],
  [/^jitStatus$/, 'JIT compiler', true, 'what is compiled, and by which passes'],
  [/^hotLoop$/, 'JIT compiler', true, 'after how many turns a loop is compiled'],
  [/^hotExit$/, 'JIT compiler', true, 'after how many exits of a trace the way out is compiled'],
  [/^libc$/, 'libc', true, 'mathematical functions, memory, sorting'],
  [/^cpuFeatures$/, 'processor', true, 'which code libc and LuaJIT choose: last digits of pow, exp, sin'],
  [/^emulated$/, 'processor', true, "a crash under emulation may be the emulator's"],
  [/^low4GbTaken$/, MEMORY, true, 'a LuaJIT without GC64 has to get its memory there'],
  [/^executable$/, MEMORY, true, 'where the program is loaded'],
  [
    /^overcommit$/,
    MEMORY,
    true,
    'whether memory that is not there is refused, or costs the process its life',
  ],
  [/^overcommitRatio$/, MEMORY, false, 'of weight only with overcommit 2'],
  [/^locale$/, 'locale and time', true, 'letters, sorting, the encoding of what Ruby reads'],
  [/^timezone$/, 'locale and time', true, 'os.date and os.time'],
  [/^node$/, 'other', true, 'the VM that runs WebAssembly'],

  [/^jit|trace|^hot/i, 'JIT compiler', true],
  [/^ruby|^gems?$|yjit/i, 'Ruby', true],
  [/libc|libm|malloc|alloc(ator)?$|librar|preload|linked|linker/i, 'libc', true],
  [/^cpu$|^cpu(Model|Name|Count|Mhz|s)$|bogomips/i, 'processor', false],
  [/^(arch|os|platform|machine|endian|pageSize|pointerBits)$|^cpu|word.?size/i, 'processor', true],
  [/limit|^max[A-Z]|stack|memory|mmap|overcommit|cgroup|seccomp|randomi[sz]|aslr|swap/i, MEMORY, true],
  [/locale|lang|encoding|^tz|timezone|^lc_/i, 'locale and time', true],
  [/^kernel|uname/i, 'kernel', false],
  [/^(lua|lj|gc|ffi|assert|wasm|build|compiler|compiled|flags)/i, 'VM', true],
]

/** What is known about a fact, by its name; `axes.jit` is the axis of that name. */
export function factInfo(fact: string): FactInfo {
  const [, group, matters, note = null] = RULES[ruleOf(fact)] ?? UNKNOWN
  return { group, matters, note }
}

const UNKNOWN: Rule = [/^/, 'other', true]

/** Orders facts as they are shown: what is likelier to matter first. */
export function compareFacts(a: string, b: string): number {
  const group = (fact: string): number => (GROUPS as readonly string[]).indexOf(factInfo(fact).group)
  return group(a) - group(b) || ruleOf(a) - ruleOf(b) || (a < b ? -1 : 1)
}

function ruleOf(fact: string): number {
  const index = RULES.findIndex(([pattern]) => pattern.test(fact))
  return index < 0 ? RULES.length : index
}
