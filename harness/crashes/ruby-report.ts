/** What Ruby itself says of the signal that ended it, from its report on standard error. */
export interface RubyReport {
  signal: string
  /** Hexadecimal fault address without leading zeros; null where the signal has none. */
  address: string | null
  /** C functions on the stack, innermost first: from the one that faulted down to Ruby's interpreter. */
  native: string[]
}

/** What Ruby says when a signal of the processor hits it, and the signal's name. */
const SIGNALS: Readonly<Record<string, string>> = {
  'Segmentation fault': 'SIGSEGV',
  'Bus Error': 'SIGBUS',
  'Illegal instruction': 'SIGILL',
}
const FIRST_LINE = /\[BUG\] (Segmentation fault|Bus Error|Illegal instruction)(?: at (0x[0-9a-f]+))?/
const C_LIBRARY = /^(libc\.so|libc-|libpthread|ld-musl)/
/** Of Ruby's own handler: printing the report takes a few calls. */
const MAX_HANDLER_FRAMES = 8

/** Reads Ruby's `[BUG]` report out of what a process wrote to standard error; null where there is none. */
export function readRubyReport(stderr: string): RubyReport | null {
  const found = FIRST_LINE.exec(stderr)
  if (!found) return null
  const address = found[2] === undefined ? null : `0x${BigInt(found[2]).toString(16)}`
  return { signal: SIGNALS[found[1]!]!, address, native: nativeFrames(stderr.slice(found.index)) }
}

interface Frame {
  /** Base name, empty for code that is in no file. */
  file: string
  /** Where in the file, null when that is not known. */
  offset: bigint | null
  address: bigint
  /** `function+0x1c`, or only the function where the report has it from debugging information. */
  name: string | null
  /** `game_script.c:64` where the report has it. */
  line: string
}

// "/usr/lib/x/libluajit-5.1.so.2(lua_pcall+0x1c) [0x7f00] lj_api.c:1" or, with less that is known, "...(0x7f00) [0x7f00]"
// or "[0x7f00]".
function nativeFrames(report: string): string[] {
  const mapped = mappings(report)
  const frames = section(report, 'C level backtrace information').flatMap((text): Frame[] => {
    const match = /^(.*?)(?:\((?:([A-Za-z_][^()]*)|[^()]*)\))? ?\[(0x[0-9a-f]+)\] ?(.*)$/.exec(text)
    if (!match) return []
    const address = BigInt(match[3]!)
    const mapping = mapped.find(({ start, end }) => address >= start && address < end)
    return [
      {
        file: baseName(match[1]! || (mapping?.file ?? '')),
        offset: mapping ? address - mapping.start + mapping.offset : null,
        address,
        name: match[2] ?? null,
        line: match[4]!,
      },
    ]
  })
  return ofTheVm(frames).map(describe)
}

// Without the handler's own frames above (they end where the C library called it) and Ruby's interpreter below.
function ofTheVm(frames: readonly Frame[]): Frame[] {
  const trampoline = frames.findIndex(({ file }) => C_LIBRARY.test(file))
  const inside =
    trampoline >= 0 && trampoline <= MAX_HANDLER_FRAMES ? frames.slice(trampoline + 1) : [...frames]
  const ruby = inside.findIndex((frame, index) => index > 0 && isRubys(frame))
  return ruby < 0 ? inside : inside.slice(0, ruby)
}

function isRubys({ file, name }: Frame): boolean {
  return file.startsWith('libruby') || (name !== null && /^(rb_|vm_|ruby_)/.test(name))
}

function describe({ file, offset, address, name, line }: Frame): string {
  const place = line === '' ? '' : ` ${line}`
  if (name) return `${name} (${file})${place}`
  if (file === '') return `generated code 0x${address.toString(16)}`
  // An offset into a file is the same in every run, an address is not.
  return offset === null ? file : `${file}+0x${offset.toString(16)}${place}`
}

interface Mapping {
  file: string
  start: bigint
  end: bigint
  /** Of its start in the file. */
  offset: bigint
}

// "7f00-7f01 r-xp 00001000 00:53 2402083  /usr/lib/x/libluajit-5.1.so.2.1.0"
function mappings(report: string): Mapping[] {
  return section(report, '* Process memory map').flatMap((text): Mapping[] => {
    const match = /^([0-9a-f]+)-([0-9a-f]+) \S+ ([0-9a-f]+) \S+ \S+ +(\/.*)$/.exec(text)
    if (!match) return []
    const [start, end, offset] = [match[1], match[2], match[3]].map((digits) => BigInt(`0x${digits}`))
    return [{ file: match[4]!, start: start!, end: end!, offset: offset! }]
  })
}

// The lines below a heading, up to the next one.
function section(report: string, heading: string): string[] {
  const start = report.indexOf(heading)
  if (start < 0) return []
  const lines = report.slice(start).split('\n').slice(1)
  const end = lines.findIndex((line) => line.startsWith('-- ') || line.startsWith('* '))
  return end < 0 ? lines : lines.slice(0, end)
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).trim()
}
