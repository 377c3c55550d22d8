import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imageOf, preparedFrom } from '../../../../harness/engines/in-process/fast-vm/image.js'
import { Images } from '../../../../harness/engines/in-process/fast-vm/images.js'
import { temporaryFolder } from '../../../temporary-folder.js'

const BYTES = Buffer.from('an image\n\0')
const bytesOf = (image: SharedArrayBuffer | null): Buffer | null =>
  image && Buffer.from(new Uint8Array(image))

test('a machine comes out of its image as it went in', () => {
  const snapshot = {
    data: Uint8Array.of(1, 10, 0),
    heap: Uint8Array.of(255),
    heapStart: 4096,
    stackPointer: 77,
  }
  const prepared = { snapshot, events: [Buffer.from('note []'), Buffer.from('')] }
  const { snapshot: seen, events } = preparedFrom(imageOf(prepared))
  expect({ ...seen, data: [...seen.data], heap: [...seen.heap] }).toEqual({
    ...snapshot,
    data: [1, 10, 0],
    heap: [255],
  })
  expect(events.map((event) => Buffer.from(event).toString())).toEqual(['note []', ''])
})

test('an image is there for threads that start later, and for the next run where there is a folder', async () => {
  const folder = join(await temporaryFolder(), 'cache')
  const images = new Images(folder)
  expect(images.get('a')).toBeNull()
  images.add('a', BYTES)
  expect(bytesOf(images.get('a'))).toEqual(BYTES)
  expect(bytesOf(new Images(folder).get('a'))).toEqual(BYTES)
  expect(new Images().get('a')).toBeNull()
})

test('one that is damaged is none', async () => {
  const folder = await temporaryFolder()
  new Images(folder).add('a', BYTES)
  const [file] = await readdir(folder)
  const whole = await readFile(join(folder, file!))
  await writeFile(join(folder, file!), whole.subarray(0, -1))
  expect(new Images(folder).get('a')).toBeNull()
})

test('only some are kept', async () => {
  const folder = await temporaryFolder()
  const images = new Images(folder)
  for (let i = 0; i < 20; i++) images.add(String(i), BYTES)
  expect((await readdir(folder)).length).toBeLessThan(10)
  expect(bytesOf(images.get('0'))).toEqual(BYTES)
})

test('where nothing can be written, they are there for this run', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  const images = new Images(join(file, 'cache'))
  images.add('a', BYTES)
  expect(bytesOf(images.get('a'))).toEqual(BYTES)
})
