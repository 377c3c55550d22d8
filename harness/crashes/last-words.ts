/** What a process wrote on standard error before it ended itself, by who wrote it. */
const REPORTS = [
  // ==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000012 at pc 0x55d0 bp 0x7ffe sp 0x7ffe
  /^==\d+==\s*ERROR: (AddressSanitizer: .+)$/,
  // LuaJIT ASSERT lj_gc.c:318: gc_mark: bad GC state
  /^(LuaJIT ASSERT .+)$/,
  // ruby: lj_api.c:40: index2adr: Assertion `idx != 0' failed.
  /^[^:]+: ([\w./-]+:\d+: .*Assertion .* failed\.)$/,
  // The allocator's checks: free(): invalid pointer, double free or corruption (out), malloc(): ...
  /^((?:free\(\)|malloc\(\)|realloc\(\)|munmap_chunk\(\)|corrupted|double free)[: ].*)$/,
  // *** stack smashing detected ***: terminated
  /^\*\*\* (.+) \*\*\*: terminated$/,
]

/**
 * The line in which a VM says why it ended itself: a failed assertion of LuaJIT's or glibc's, or the first line of an
 * AddressSanitizer report; addresses, which change from run to run, are cut off. Null when there is none.
 */
export function lastWordsOf(errorOutput: Buffer): string | null {
  for (const line of errorOutput.toString('latin1').split('\n')) {
    const match = REPORTS.map((report) => report.exec(line)).find((found) => found !== null)
    if (match?.[1]) return match[1].replace(/ on( unknown address| address)? 0x.*$/, '')
  }
  return null
}
