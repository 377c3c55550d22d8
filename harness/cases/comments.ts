/** All lines that hold nothing but a comment. */
export function* commentLines(source: Uint8Array): Iterable<{ line: number; text: string }> {
  const lines = Buffer.from(source).toString('latin1').split(/\r?\n/)
  for (const [index, text] of lines.entries()) if (/^\s*--/.test(text)) yield { line: index + 1, text }
}

/** The comment lines at the top of a script, up to its first line of code; a first line with # is left out. */
export function* topComments(source: Uint8Array): Iterable<{ line: number; text: string }> {
  const lines = Buffer.from(source).toString('latin1').split(/\r?\n/)
  for (const [index, text] of lines.entries()) {
    if (index === 0 && text.startsWith('#')) continue
    if (!/^\s*(--.*)?$/.test(text)) return
    yield { line: index + 1, text }
  }
}
