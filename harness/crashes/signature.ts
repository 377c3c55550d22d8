/**
 * A crash in one line that is the same in every run: the signal and the innermost place that can be
 * named, the C function if one is known, then the Lua line. Addresses move with the address space
 * layout and stay out, except that a fault in the first page is a null pointer everywhere. What the VM
 * itself reported tells more than the C function, which is then the one that ends processes.
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
  else if (place) parts.push(`in ${place}`)
  const line = crash.lua.find((frame) => !frame.startsWith('[C]'))
  if (line) parts.push(`from ${line}`)
  return parts.join(' ')
}

// The agent writes "function+0x12 (file)", "file+0x12" or "generated code 0x7f..."; glibc's backtrace
// writes "file(function+0x12) [0x7f...]". Without a name there is only the address.
function functionName(frame: string): string | null {
  // Of a shared library without names, its place is the most that can be said.
  const place = /^[\w.+-]*\.so[\w.]*\+0x[0-9a-f]+(?= |$)/.exec(frame)
  if (place) return place[0]
  const match =
    /\(([A-Za-z_][\w.]*)\+0x[0-9a-f]+\)/.exec(frame) ?? /^(generated code|[A-Za-z_][\w.]*)/.exec(frame)
  const name = match?.[1] ?? null
  // Frames of the signal handler itself are not where it crashed.
  return name && !/^(backtrace|crash_|__restore_rt|on_crash)/.test(name) ? name : null
}
