/** What Ruby itself says of the signal that ended it, from its report on standard error. */
export interface RubyReport {
  signal: string
  /** Hexadecimal fault address without leading zeros; null where the signal has none. */
  address: string | null
  /** C functions on the stack, innermost first, from the one that faulted. */
  native: string[]
  /** The report's own first line. */
  headline: string
}

// Texts of Ruby's signal.c, the same in all versions.
const SIGNALS: readonly [RegExp, string][] = [
  [/\[BUG\] Segmentation fault/, 'SIGSEGV'],
  [/\[BUG\] Bus Error/, 'SIGBUS'],
  [/\[BUG\] Illegal instruction/, 'SIGILL'],
]

/** Reads Ruby's `[BUG]` report out of what a process wrote to standard error; null where there is none. */
export function readRubyReport(stderr: string): RubyReport | null {
  const lines = stderr.split('\n')
  const headline = lines.find((line) => line.includes('[BUG] '))
  const signal = headline && SIGNALS.find(([pattern]) => pattern.test(headline))?.[1]
  if (!headline || !signal) return null
  const address = / at 0x0*([0-9a-f]+)$/.exec(headline.trim())?.[1]
  const text = headline.slice(headline.indexOf('[BUG]')).trim()
  return { signal, address: address ? `0x${address}` : null, native: nativeFrames(lines), headline: text }
}

// `/usr/local/bin/ruby(lua_pushlstring+0x1c) [0x55d0c0a0b1ac] state.c:12`: of the name in brackets only what is a name.
const FRAME = /^(\S*?)\(([^)]*)\) \[0x[0-9a-f]+\](?: .*?([\w.-]+:\d+))?$/

function nativeFrames(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.startsWith('-- C level backtrace information'))
  if (start < 0) return []
  const end = lines.findIndex((line, index) => index > start && line === '')
  const frames = lines.slice(start + 1, end < 0 ? undefined : end).flatMap((line) => {
    const [, file = '', symbol = '', position] = FRAME.exec(line) ?? []
    if (file === '') return []
    const [name = ''] = symbol.split('+')
    return [{ library: file.split('/').at(-1)!, name: name.startsWith('0x') ? '' : name, position }]
  })
  // Ruby's own handler lies on top of the stack, up to the C library's return from it.
  const handler = frames.findIndex(({ library }) => library.startsWith('libc.so'))
  return frames.slice(handler + 1).map(({ library, name, position }) => {
    return [name || `in ${library}`, position && `(${position})`].filter(Boolean).join(' ')
  })
}
