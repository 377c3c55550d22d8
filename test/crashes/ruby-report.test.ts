import { expect, test } from 'vitest'
import { readRubyReport } from '../../harness/crashes/ruby-report.js'

// As Ruby 3.1 and 3.3 print it, shortened.
const REPORT = `-e:1: [BUG] Segmentation fault at 0x0000000000000018
ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]

-- Control frame information -----------------------------------------------
c:0003 p:---- s:0011 e:000010 CFUNC  :eval

-- C level backtrace information -------------------------------------------
/lib/x86_64-linux-gnu/libruby-3.1.so.3.1(0x7f57406fc998) [0x7f57406fc998]
/lib/x86_64-linux-gnu/libc.so.6(0x7f57401f2050) [0x7f57401f2050]
ruby(0x70e74) [0x56338bd58e74]
/usr/local/bin/ruby(lj_parse+0xf0) [0x56338bd59b80]
/usr/local/bin/ruby(request_run) [0x5588a4536ce2] ext/request.c:112
[0x7f57406e1530]
/usr/local/bin/ruby(main+0x42) [0x5588a4536ce2] ext/main.c:12

-- Other runtime information -----------------------------------------------
`

test('the signal, the address, and the C functions below the handler', () => {
  expect(readRubyReport(`some words before\n${REPORT}`)).toEqual({
    signal: 'SIGSEGV',
    address: '0x18',
    native: [
      'ruby',
      'lj_parse+0xf0 (ruby)',
      'request_run (ruby) ext/request.c:112',
      'generated code 0x7f57406e1530',
      'main+0x42 (ruby) ext/main.c:12',
    ],
  })
})

test('a null pointer has the address 0x0', () => {
  const report = readRubyReport('x.rb:1: [BUG] Segmentation fault at 0x0000000000000000\n')
  expect(report).toMatchObject({ address: '0x0', native: [] })
})

test.each([
  ['x.rb:1: [BUG] Bus Error at 0x00007f0000000000', 'SIGBUS', '0x7f0000000000'],
  ['x.rb:1: [BUG] Illegal instruction at 0x000055aa', 'SIGILL', '0x55aa'],
])('%s', (headline, signal, address) => {
  expect(readRubyReport(headline)).toMatchObject({ signal, address })
})

test.each([
  '',
  'undefined method foo (NoMethodError)',
  '[BUG] object allocation during garbage collection phase',
])('nothing is read out of %j', (text) => {
  expect(readRubyReport(text)).toBeNull()
})
