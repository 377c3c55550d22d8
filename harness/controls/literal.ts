/** Whether a string, as written, has escapes that Lua 5.1 does not know: `\x41`, `\z`, `\u{41}`. */
export function hasLaterEscape(raw: string): boolean {
  return raw[0] !== '[' && /^(?:[^\\]|\\[^xzu])*\\[xzu]/.test(raw)
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const ESCAPE = /\\(?:x([0-9a-f]{2})|u\{([0-9a-f]+)\}|z\s*|(\d{1,3})|([\s\S]))/gi

/** The bytes, one a character, of a quoted string as LuaJIT reads it. */
export function stringBytes(raw: string): string {
  return raw.slice(1, -1).replace(ESCAPE, (whole, hex, unicode, decimal, letter) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (unicode !== undefined) {
      return Buffer.from(String.fromCodePoint(Number.parseInt(unicode, 16)), 'utf8').toString('latin1')
    }
    if (decimal !== undefined) return String.fromCharCode(Number(decimal))
    return letter === undefined || whole[1] === 'z' ? '' : (SIMPLE[letter] ?? letter)
  })
}
