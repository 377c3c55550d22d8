import { expect, test } from 'vitest'
import { withRubyReport } from '../../../harness/engines/native/ruby-report.js'
import { aDone } from './fake-agent.js'

// Of Ruby 3.1 with a binding of the fixture's kind; lines of the same sort are left out.
const REPORT = `adapter.rb:5: [BUG] Segmentation fault at 0x0000000000000018
ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]

-- Control frame information -----------------------------------------------
c:0001 p:0000 s:0003 E:000100 (none) [FINISH]

-- Ruby level backtrace information ----------------------------------------
adapter.rb:5:in \`run'

-- Machine register context ------------------------------------------------
 RIP: 0x00007f4120c14fd4 RBP: 0x00007f41207f9418 RSP: 0x00007ffd1d6d1e50

-- C level backtrace information -------------------------------------------
/lib/x86_64-linux-gnu/libruby-3.1.so.3.1(0x7f41248cc998) [0x7f41248cc998]
/lib/x86_64-linux-gnu/libruby-3.1.so.3.1(0x7f4124840cbb) [0x7f4124840cbb]
/lib/x86_64-linux-gnu/libc.so.6(0x7f4124304050) [0x7f4124304050]
/lib/x86_64-linux-gnu/libluajit-5.1.so.2(0x7f4120c14fd4) [0x7f4120c14fd4]
/lib/x86_64-linux-gnu/libluajit-5.1.so.2(lua_loadx+0x5e) [0x7f4120c0f7be]
/opt/game/lib/game_script.so(run+0x109) [0x7f4120c37809] game_script.c:74
[0x7f41248b1530]
/lib/x86_64-linux-gnu/libruby-3.1.so.3.1(rb_vm_exec+0xb3) [0x7f41248bb113]
ruby(_start+0x21) [0x55b7341ff151]

-- Other runtime information -----------------------------------------------

* Loaded script: -e

* Process memory map:

7f4120b06000-7f4120b91000 r--s 00000000 00:33 2622326                    /usr/lib/x86_64-linux-gnu/libluajit-5.1.so.2.1.0
7f4120ba9000-7f4120bb1000 r--p 00000000 00:33 2622326                    /usr/lib/x86_64-linux-gnu/libluajit-5.1.so.2.1.0
7f4120bb1000-7f4120c1b000 r-xp 00008000 00:33 2622326                    /usr/lib/x86_64-linux-gnu/libluajit-5.1.so.2.1.0
7f41246a0000-7f41249a0000 r-xp 0002b000 00:33 2410490                    /usr/lib/x86_64-linux-gnu/libruby-3.1.so.3.1.2

`

const stderr = (text: string): string => Buffer.from(text).toString('base64')
const ABORT = { kind: 'signal', signal: 'SIGABRT' } as const

test("Ruby's report tells the true signal, its address and the VM's C functions", () => {
  const done = withRubyReport(aDone({ status: ABORT, stderr: stderr(`said before\n${REPORT}`) }))
  expect(done.status).toEqual({ kind: 'signal', signal: 'SIGSEGV' })
  expect(done.crash).toEqual({
    signal: 'SIGSEGV',
    address: '0x18',
    code: 1,
    lua: [],
    native: [
      'libluajit-5.1.so.2+0x6bfd4',
      'lua_loadx+0x5e (libluajit-5.1.so.2)',
      'run+0x109 (game_script.so) game_script.c:74',
    ],
  })
})

test('a report that the deadline cut short is of a crash all the same', () => {
  const cut = REPORT.slice(0, REPORT.indexOf('lua_loadx'))
  const done = withRubyReport(aDone({ status: { kind: 'timeout' }, stderr: stderr(cut) }))
  expect(done.status).toEqual({ kind: 'signal', signal: 'SIGSEGV' })
  expect(done.crash!.native).toEqual(['libluajit-5.1.so.2'])
})

test.each([
  ['Bus Error', 'SIGBUS'],
  ['Illegal instruction', 'SIGILL'],
])('%s is %s', (words, signal) => {
  const text = REPORT.replace('Segmentation fault', words)
  expect(withRubyReport(aDone({ status: ABORT, stderr: stderr(text) })).crash).toMatchObject({ signal })
})

test.each([
  ['nothing was reported', aDone({ status: ABORT, stderr: stderr('terminate called\n') })],
  ['another bug of Ruby', aDone({ status: ABORT, stderr: stderr('[BUG] object allocation during GC\n') })],
  ['the case ended by itself', aDone({ stderr: stderr(REPORT) })],
  ['the process exited', aDone({ status: { kind: 'exit', code: 1 }, stderr: stderr(REPORT) })],
  [
    'our own handler has spoken',
    aDone({
      status: ABORT,
      stderr: stderr(REPORT),
      crash: { signal: 'SIGABRT', address: '0x0', code: -6, lua: [], native: [] },
    }),
  ],
])('stays as it is: %s', (_, done) => {
  expect(withRubyReport(done)).toBe(done)
})
