import { expect, test } from 'vitest'
import { lastWordsOf } from '../../harness/crashes/last-words.js'

test.each<[string, string, string | null]>([
  ['nothing', '', null],
  ['what a script wrote', 'hello\nan error: 3\nfreedom\n', null],
  [
    'an AddressSanitizer report, without its addresses',
    '=================================================================\n==10==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000038b59 at pc 0x56168eccf27d bp 0x7ffe10a1d520 sp 0x7ffe10a1d518\nWRITE of size 1 at 0x602000038b59 thread T0\n',
    'AddressSanitizer: heap-buffer-overflow',
  ],
  [
    'one of another form',
    '==7==ERROR: AddressSanitizer: attempting double-free on 0x602000000010 in thread T0:\n',
    'AddressSanitizer: attempting double-free',
  ],
  [
    "an assertion of LuaJIT's",
    'noise\nLuaJIT ASSERT lj_gc.c:318: gc_mark: bad GC state\n',
    'LuaJIT ASSERT lj_gc.c:318: gc_mark: bad GC state',
  ],
  [
    "an assertion of the C library's",
    "ruby: lj_api.c:40: index2adr: Assertion `idx != 0' failed.\n",
    "lj_api.c:40: index2adr: Assertion `idx != 0' failed.",
  ],
  [
    'a check of the allocator',
    'free(): double free detected in tcache 2\n',
    'free(): double free detected in tcache 2',
  ],
  ['stack smashing', '*** stack smashing detected ***: terminated\n', 'stack smashing detected'],
])('the last words in %s', (_, written, words) => {
  expect(lastWordsOf(Buffer.from(written))).toBe(words)
})
