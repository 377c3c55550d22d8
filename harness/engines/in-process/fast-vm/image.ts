import type { Snapshot } from './machine.js'

/** A machine ready for cases, and what its setting up had to tell, which every case tells again. */
export interface Prepared {
  snapshot: Snapshot
  events: readonly Uint8Array[]
}

interface Header {
  heapStart: number
  stackPointer: number
  /** Bytes of the parts that follow: the data, the heap, then the events. */
  sizes: number[]
}

/** The same as bytes, for other threads and for the next run: it holds no addresses but the machine's own. */
export function imageOf({ snapshot, events }: Prepared): Uint8Array {
  const { data, heap, heapStart, stackPointer } = snapshot
  const parts = [data, heap, ...events]
  const header: Header = { heapStart, stackPointer, sizes: parts.map(({ length }) => length) }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts])
}

export function preparedFrom(image: Uint8Array): Prepared {
  const end = image.indexOf(0x0a)
  const { heapStart, stackPointer, sizes } = JSON.parse(
    Buffer.from(image.subarray(0, end)).toString('latin1'),
  ) as Header
  let at = end + 1
  const [data, heap, ...events] = sizes.map((size) => {
    at += size
    return image.subarray(at - size, at)
  })
  return { snapshot: { data: data!, heap: heap!, heapStart, stackPointer }, events }
}
