/** From a column of a line of the generated text on, the text is of this line and column; all from 0. */
export interface Segment {
  at: number
  line: number
  column: number
}

/** A source map of one source, of the segments of each generated line, in order. */
export function sourceMap(path: string, content: string, lines: readonly (readonly Segment[])[]) {
  let line = 0
  let column = 0
  const mappings = lines.map((segments) => {
    let at = 0
    return segments
      .map((segment) => {
        // Each number is the distance to the one before: the column within its line, the others within the whole map.
        const fields = [segment.at - at, 0, segment.line - line, segment.column - column]
        ;({ at, line, column } = segment)
        return fields.map(vlq).join('')
      })
      .join(',')
  })
  return {
    version: 3 as const,
    sources: [path],
    sourcesContent: [content],
    names: [] as string[],
    mappings: mappings.join(';'),
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

// A number in base 64, five bits a digit, lowest first: the sign is the lowest bit, the sixth says that more follow.
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1
  let text = ''
  do {
    const digit = rest & 31
    rest >>>= 5
    text += DIGITS[rest > 0 ? digit | 32 : digit]
  } while (rest > 0)
  return text
}
