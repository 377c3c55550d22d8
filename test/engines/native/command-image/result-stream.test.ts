import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ResultStream } from '../../../../harness/engines/native/command-image/result-stream.js'

const TOKEN = '00f00f7c'

/** Everything that came, in order; output that came in pieces is put together. */
function taken(chunks: readonly Buffer[]): [kind: 'event' | 'output', text: string][] {
  const seen: [kind: 'event' | 'output', text: string][] = []
  const stream = new ResultStream(TOKEN, {
    onEvent: (event) => seen.push(['event', event]),
    onOutput: (bytes) => {
      const last = seen.at(-1)
      if (last?.[0] === 'output') last[1] += bytes.toString('latin1')
      else seen.push(['output', bytes.toString('latin1')])
    },
  })
  for (const chunk of chunks) stream.push(chunk)
  stream.end()
  return seen
}

test('events are taken out of what is written around them, wherever they begin in a line', () => {
  const text = `raw${TOKEN}pass [n1]\n${TOKEN}\nmore\n${TOKEN.slice(0, 5)}${TOKEN}out "x"\n00f00f`
  expect(taken([Buffer.from(text)])).toEqual([
    ['output', 'raw'],
    ['event', 'pass [n1]'],
    ['event', ''],
    ['output', 'more\n00f00'],
    ['event', 'out "x"'],
    ['output', '00f00f'],
  ])
})

test('an event that is cut off does not count', () => {
  expect(taken([Buffer.from(`${TOKEN}pass [n1`)])).toEqual([])
})

test('a line that only looks like an event is output', () => {
  expect(taken([Buffer.from('00f00f7dpass [n1]\n')])).toEqual([['output', '00f00f7dpass [n1]\n']])
})

test('however the bytes are cut, the same comes out', () => {
  const piece = fc.oneof(
    fc.constant(`${TOKEN}event\n`),
    fc.string({ unit: fc.constantFrom('0', 'f', '7', 'c', '\n') }),
  )
  const cuts = fc.array(fc.nat({ max: 200 }))
  fc.assert(
    fc.property(fc.array(piece), cuts, (pieces, at) => {
      const bytes = Buffer.from(pieces.join(''))
      const borders = [0, ...at.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length]
      const chunks = borders.slice(1).map((border, index) => bytes.subarray(borders[index], border))
      expect(taken(chunks)).toEqual(taken([bytes]))
    }),
  )
})
