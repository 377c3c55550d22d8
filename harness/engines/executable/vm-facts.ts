/** What an executable says of the VM in it. */
export interface VmFacts {
  /** `LuaJIT 2.1.0-beta3`, `Lua 5.1`, ... */
  version: string
  /** How it rounds exact halves when printing. */
  rounding: string
}

/** A Lua expression for the facts as text, in one line. */
export const VM_FACTS = `(jit and jit.version or _VERSION) .. '\\t' .. (('%.0f'):format(0.5) == '1' and 'half-up' or 'half-even')`

export function parseVmFacts(text: string): VmFacts {
  const [version = '', rounding = ''] = text.split('\t')
  return { version, rounding }
}
