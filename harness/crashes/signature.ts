/**
 * A crash in one line that is the same in every run: the signal and the innermost place that can be
 * named, the C function if one is known, then the Lua line. Addresses move with the address space
 * layout and stay out, except that a fault in the first page is a null pointer everywhere.
 */
export function signatureOf(
  crash: {
    signal: string | null
    address: string | null
    report: string | null
    lua: readonly string[]
    native: readonly string[]
  },
  exit: string | null,
): string {
  const parts = [crash.signal ?? exit ?? 'ended']
  if (crash.signal && crash.address !== null && Number(crash.address) < 4096)
    parts.push(`at ${crash.address}`)
  const place = crash.native.map(functionName).find((name) => name !== null)
  if (crash.report) parts.push(`(${crash.report})`)
  if (place) parts.push(`in ${place}`)
  const line = crash.lua.find((frame) => !frame.startsWith('[C]'))
  if (line) parts.push(`from ${line}`)
  return parts.join(' ')
}

/** Functions of the signal handler itself: not where it crashed. */
const HANDLER = /^(backtrace|crash_|__restore_rt|on_crash)/
/** Those that end a process on behalf of whoever found the fault, and libraries of which no function is known. */
const MESSENGER =
  /^(gsignal|raise|abort|__assert_fail|lj_assert_fail|_*pthread_kill\w*|__asan_\w+|(libc|libasan)\.so[.\d]*)$/

// The agent writes "function+0x12 (file)", "file+0x12" or "generated code 0x7f..."; glibc's backtrace
// writes "file(function+0x12) [0x7f...]". Without a name there is only the address.
function functionName(frame: string): string | null {
  // Of a shared library without names, its place is the most that can be said.
  const place = /^[\w.+-]*\.so[\w.]*\+0x[0-9a-f]+(?= |$)/.exec(frame)
  if (place) return MESSENGER.test(place[0].replace(/\+0x[0-9a-f]+$/, '')) ? null : place[0]
  const match =
    /\(([A-Za-z_][\w.]*)\+0x[0-9a-f]+\)/.exec(frame) ?? /^(generated code|[A-Za-z_][\w.]*)/.exec(frame)
  const name = match?.[1] ?? null
  return name && !HANDLER.test(name) && !MESSENGER.test(name) ? name : null
}
