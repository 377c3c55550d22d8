/**
 * Whether what the prelude hands over, one event or several, a line each, announces a test of a spec file: limits of time
 * are for one test.
 */
export function beginsTest(events: string | Uint8Array): boolean {
  if (typeof events === 'string') return events.startsWith(TEST) || events.includes(FURTHER)
  const bytes = Buffer.from(events.buffer, events.byteOffset, events.byteLength)
  return bytes.subarray(0, TEST.length).equals(TEST_BYTES) || bytes.includes(FURTHER)
}

const TEST = 'test '
const TEST_BYTES = Buffer.from(TEST)
const FURTHER = `\n${TEST}`
