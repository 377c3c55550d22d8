import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeFrame, FrameDecoder } from '../../../harness/engines/native/frames.js'
import { LuaparityError } from '../../../harness/errors.js'

const MESSAGES = [{ type: 'a' }, { text: 'é\n\0' }, {}]
const STREAM = Buffer.concat(MESSAGES.map(encodeFrame))

describe('FrameDecoder', () => {
  test('gives each message once it is complete, and not before', () => {
    const decoder = new FrameDecoder()
    const frame = encodeFrame({ n: 1 })
    expect(decoder.push(frame.subarray(0, -1))).toEqual([])
    expect(decoder.push(frame.subarray(-1))).toEqual([{ n: 1 }])
    expect(decoder.push(Buffer.alloc(0))).toEqual([])
  })

  test('gives all messages of one chunk, in order', () => {
    expect(new FrameDecoder().push(STREAM)).toEqual(MESSAGES)
  })

  test('byte by byte is the same', () => {
    const decoder = new FrameDecoder()
    expect([...STREAM].flatMap((byte) => decoder.push(Buffer.from([byte])))).toEqual(MESSAGES)
  })

  test('lengths count bytes, not characters', () => {
    expect(encodeFrame({ t: '€' }).readUInt32BE(0)).toBe(Buffer.byteLength('{"t":"€"}'))
  })

  test('a frame of 8 MiB in small chunks arrives whole', () => {
    const message = { text: 'x'.repeat(8 * 2 ** 20) }
    const stream = encodeFrame(message)
    const decoder = new FrameDecoder()
    const received: unknown[] = []
    for (let at = 0; at < stream.length; at += 4096) {
      received.push(...decoder.push(stream.subarray(at, at + 4096)))
    }
    expect(received).toEqual([message])
  })

  test.each([
    ['text in place of a frame', Buffer.from('Traceback: boom'), /a frame of \d+ bytes came/],
    ['a body that is not JSON', Buffer.from('\0\0\0\x03{x}'), /not JSON/],
    ['an empty body', Buffer.from('\0\0\0\0'), /not JSON/],
  ])('%s is an error', (_, bytes, message) => {
    expect(() => new FrameDecoder().push(bytes)).toThrow(LuaparityError)
    expect(() => new FrameDecoder().push(bytes)).toThrow(message)
  })
})

test('property: messages do not depend on how the stream is cut', () => {
  const messages = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 })
  fc.assert(
    fc.property(messages, fc.array(fc.nat(40)), (sent, sizes) => {
      const stream = Buffer.concat(sent.map(encodeFrame))
      const decoder = new FrameDecoder()
      const received: unknown[] = []
      let at = 0
      for (const size of sizes) {
        received.push(...decoder.push(stream.subarray(at, at + size)))
        at += size
      }
      received.push(...decoder.push(stream.subarray(at)))
      expect(JSON.stringify(received)).toBe(JSON.stringify(sent))
    }),
  )
})
