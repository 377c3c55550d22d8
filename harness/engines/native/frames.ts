import { LuaparityError } from '../../errors.js'

/** A length no honest message reaches; a larger one means that something else got into the stream. */
const MAX_FRAME_BYTES = 512 * 1024 * 1024

/** One message as a frame: four bytes of length, big-endian, and that many bytes of JSON. */
export function encodeFrame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8')
  const frame = Buffer.allocUnsafe(4 + body.length)
  frame.writeUInt32BE(body.length, 0)
  body.copy(frame, 4)
  return frame
}

/** Cuts a byte stream into messages, however the bytes are chunked. */
export class FrameDecoder {
  #chunks: Buffer[] = []
  #size = 0

  /** Messages completed by these bytes. Throws LuaparityError on anything that is not a frame of JSON. */
  push(chunk: Buffer): unknown[] {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    const messages: unknown[] = []
    for (let body = this.#take(); body; body = this.#take()) messages.push(parse(body))
    return messages
  }

  #take(): Buffer | null {
    if (this.#size < 4) return null
    let first = this.#chunks[0]!
    if (first.length < 4) first = this.#merge()
    const length = first.readUInt32BE(0)
    if (length > MAX_FRAME_BYTES) {
      throw new LuaparityError('ERR_PROTOCOL', `a frame of ${length} bytes came from the container`)
    }
    if (this.#size < 4 + length) return null
    const all = first.length >= 4 + length ? first : this.#merge()
    const rest = all.subarray(4 + length)
    this.#chunks = rest.length > 0 ? [rest, ...this.#chunks.slice(1)] : this.#chunks.slice(1)
    this.#size -= 4 + length
    return all.subarray(4, 4 + length)
  }

  #merge(): Buffer {
    const all = Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new LuaparityError('ERR_PROTOCOL', 'the container sent a frame that is not JSON', { cause })
  }
}
