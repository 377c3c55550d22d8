/** What a fact is about, and whether a difference in it is likely to make scripts behave differently. */
export interface FactInfo {
  group: string
  matters: boolean
  /** What it changes, in a few words; null where nothing better than its name is known. */
  note: string | null
}

/** What facts are about, in the order in which they are shown. */
const GROUPS = [
  'axes',
  'VM',
  'JIT compiler',
  'Ruby',
  'libc',
  'processor',
  'limits',
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
  [/^rounding$/, 'VM', true, "how exact halves are printed: ('%.0f'):format(0.5)"],
  [/^jitStatus$/, 'JIT compiler', true, 'what is compiled, and by which passes'],
  [/^jit|trace|hotloop/i, 'JIT compiler', true],
  [/^ruby|^gems?$|yjit|rubygems/i, 'Ruby', true],
  [/^libc$/, 'libc', true, 'mathematical functions, memory, sorting'],
  [/libc|libm|malloc|alloc(ator)?$|librar|preload|linked|linker/i, 'libc', true],
  [/^cpu$|^cpu(Model|Name|Count|Mhz|s)$|bogomips/i, 'processor', false],
  [/^cpuFeatures$/, 'processor', true, 'which code libc and LuaJIT choose: last digits of pow, exp, sin'],
  [/^emulated$/, 'processor', true, "a crash under emulation may be the emulator's"],
  [/^(arch|os|platform|endian|pageSize)$|^cpu|word.?size/i, 'processor', true],
  [
    /^overcommit/i,
    'limits',
    true,
    'whether memory that is not there is refused, or costs the process its life',
  ],
  [/limit|^ulimit|^max[A-Z]|stack|memory|mmap|cgroup|seccomp|randomi[sz]e|aslr|swap/i, 'limits', true],
  [/^locale$/, 'locale and time', true, 'letters, sorting, the encoding of what Ruby reads'],
  [/^timezone$/, 'locale and time', true, 'os.date and os.time'],
  [/locale|lang|encoding|^tz|timezone|^lc_/i, 'locale and time', true],
  [/^kernel|uname/i, 'kernel', false],
  [/^(lua|lj|gc|ffi|assert|wasm|build|compiler|compiled|flags)/i, 'VM', true],
  [/^node$/, 'other', true, 'the VM that runs WebAssembly'],
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
