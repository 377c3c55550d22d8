import { expect, test } from 'vitest'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'
import { outcomes, report } from './command.js'

const FFI = `local ffi = require 'ffi'
ffi.cdef [[void *mmap(void *, size_t, int, int, int, long); int memfd_create(const char *, unsigned);
  int open(const char *, int, int); int close(int); long write(int, const void *, size_t);
  int execve(const char *, const char *const *, const char *const *);]]
local C, MIB = ffi.C, ('x'):rep(2 ^ 20)
`
// Shared memory is not the data segment that a case's own limit is for: all of it counts against the container.
const MAPPED = `${FFI} local size = 2 ^ 30
local memory = ffi.cast('char *', C.mmap(nil, size, 3, 0x21, -1, 0))
for at = 0, size - 1, 4096 do memory[at] = 1 end
return 'survived'`
// Memory that is mapped nowhere: the process that used it up looks as small as any other.
const UNMAPPED = `${FFI} for _ = 1, 50 do
  local file = C.memfd_create('hog', 0)
  for _ = 1, 60 do C.write(file, MIB, #MIB) end
end
return 'survived'`
// Of the same rank as the server and smaller than it: the kernel takes the server, and the container ends with it.
const SMALL_AND_OF_HIGH_RANK = `${FFI} local rank = C.open('/proc/self/oom_score_adj', 1, 0)
C.write(rank, '0', 1) C.close(rank)
local fill = {}
for i = 1, 20 do
  fill[i] = '/bin/dd if=/dev/zero bs=1M count=60 of=/dev/fd/' .. C.memfd_create('hog', 0)
end
C.execve('/bin/sh', ffi.new('const char *[4]', 'sh', '-c', table.concat(fill, ';')), nil)`
const WORK = 'local n = 0 for i = 1, 1e7 do n = (n * 31 + i) % 1000003 end return n'

const CONFIG = '{"limits": {"memoryMb": 32}}'
// Two at once, so that something innocent always runs beside the hog.
const ARGUMENTS = ['--engines', 'native', '--jobs', '2', '--timeout', '60000']

describeDocker('a script that uses up the memory of the whole container', () => {
  test.each([
    ['by shared memory', MAPPED],
    ['by files in memory', UNMAPPED],
  ])(
    '%s is out of memory, and no other is blamed for it',
    async (_, hog) => {
      const cwd = await temporaryFolder(scripts(hog))
      const { report: seen, exitCode } = await report(ARGUMENTS, { cwd })
      expect(outcomes(seen, 'hog.lua')).toEqual({ native: 'out-of-memory' })
      expect(seen.cases.find(({ id }) => id === 'hog.lua')).toMatchObject({
        ok: false,
        observations: { native: { values: null, reason: expect.stringContaining("the container's memory") } },
      })
      expect(seen.cases.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(['hog.lua'])
      expect(seen.engines.flatMap(({ incidents }) => incidents)).toEqual([])
      expect(exitCode).toBe(1)
    },
    120_000,
  )

  test('so that the kernel ends all of it: the report says so, and no other is blamed for it', async () => {
    const cwd = await temporaryFolder(scripts(SMALL_AND_OF_HIGH_RANK))
    const { report: seen, exitCode } = await report(ARGUMENTS, { cwd })
    expect(outcomes(seen, 'hog.lua')).toEqual({ native: 'out-of-memory' })
    expect(seen.cases.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(['hog.lua'])
    const incidents = seen.engines.flatMap((engine) => engine.incidents)
    expect(incidents.length).toBeGreaterThan(0)
    for (const incident of incidents) {
      expect(incident).toBe(
        'the container was killed: it was out of memory; its cases were run again in a new container',
      )
    }
    expect(exitCode).toBe(1)
  }, 120_000)
})

function scripts(hog: string): Record<string, string> {
  const innocent = ['a', 'b', 'y', 'z'].map((name) => [`${name}.lua`, WORK])
  return { 'luaparity.config.json': CONFIG, 'hog.lua': hog, ...Object.fromEntries(innocent) }
}
