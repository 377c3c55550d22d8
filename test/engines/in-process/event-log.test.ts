import { describe, expect, test } from 'vitest'
import { EventLog } from '../../../harness/engines/in-process/event-log.js'

describe('the event log', () => {
  test('what one thread appends, another reads from the same memory', () => {
    const writer = new EventLog(1000)
    const reader = new EventLog(writer.memory)
    expect(reader.events()).toEqual([])
    writer.append('out "a"')
    writer.appendBytes(Buffer.from('pass []'))
    expect(reader.events()).toEqual(['out "a"', 'pass []'])
    writer.append('')
    expect(reader.events()).toEqual(['out "a"', 'pass []', ''])
  })

  test('says which case is at work, whether it runs, and for how long', async () => {
    const log = new EventLog(1000)
    log.reset()
    expect([log.current, log.isRunning]).toEqual([0, false])
    log.begin(3)
    expect([log.current, log.isRunning]).toEqual([3, false])
    log.start()
    expect([log.current, log.isRunning]).toEqual([3, true])
    expect(log.sinceMs).toBeGreaterThanOrEqual(0)
    expect(log.sinceMs).toBeLessThan(60_000)
    log.reset()
    expect([log.current, log.isRunning]).toEqual([0, false])
  })

  test('what has no room is kept aside with all that follows, so that the order holds', () => {
    const log = new EventLog(16)
    log.append('12345')
    log.appendBytes(Buffer.from('a long event that has no room'))
    log.append('6')
    expect(log.events()).toEqual(['12345'])
    expect(log.overflow).toEqual(['a long event that has no room', '6'])
    log.reset()
    log.append('7')
    expect([log.events(), log.overflow]).toEqual([['7'], []])
  })
})
