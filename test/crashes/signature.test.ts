import { expect, test } from 'vitest'
import { signatureOf } from '../../harness/crashes/signature.js'

type Seen = Parameters<typeof signatureOf>[0]

const crash = (changes: Partial<Seen> = {}): Seen => ({
  signal: 'SIGSEGV',
  address: null,
  report: null,
  lua: [],
  native: [],
  ...changes,
})

test.each<[string, Partial<Seen>, string]>([
  ['a signal and nothing else', {}, 'SIGSEGV'],
  ['a null pointer', { address: '0x8' }, 'SIGSEGV at 0x8'],
  ['the null pointer itself', { address: '0x0' }, 'SIGSEGV at 0x0'],
  ['the end of the first page', { address: '0xfff' }, 'SIGSEGV at 0xfff'],
  ['any other address', { address: '0x1000' }, 'SIGSEGV'],
  ['the C function', { native: ['lj_parse+0x1f (ruby)'] }, 'SIGSEGV in lj_parse'],
  ['a function without its file', { native: ['parse_local+0x12'] }, 'SIGSEGV in parse_local'],
  ['compiled Lua', { native: ['generated code 0x7f12ab', 'lj_vm_exit+0x1'] }, 'SIGSEGV in generated code'],
  [
    "glibc's form",
    { native: ['/usr/lib/libluajit-5.1.so.2(lj_gc_step+0x12) [0x7f00]'] },
    'SIGSEGV in lj_gc_step',
  ],
  ["glibc's form of a relative path", { native: ['ruby(rb_eval+0x12) [0x55]'] }, 'SIGSEGV in rb_eval'],
  [
    'the innermost frame with a name',
    { native: ['/usr/lib/x.so(+0x12) [0x7f00]', '[0x7fab]', 'lj_tab_get+0x3'] },
    'SIGSEGV in lj_tab_get',
  ],
  [
    'a place in a library without names',
    { native: ['libluajit-5.1.so.2+0x6bfd4', 'lua_loadx+0x5e (libluajit-5.1.so.2)'] },
    'SIGSEGV in libluajit-5.1.so.2+0x6bfd4',
  ],
  [
    'what only passes it on is not where it crashed',
    {
      signal: 'SIGABRT',
      native: [
        'libc.so.6+0x8aeec',
        'gsignal+0x11 (libc.so.6)',
        'abort+0xd2 (libc.so.6)',
        'lj_assert_fail+0x9',
        'lj_gc_step+0x1',
      ],
    },
    'SIGABRT in lj_gc_step',
  ],
  ['what the VM reported', { signal: 'SIGABRT', report: 'LuaJIT ASSERT x' }, 'SIGABRT (LuaJIT ASSERT x)'],
  [
    'the handler is not where it crashed',
    { native: ['on_crash+0x1', 'backtrace+0x2', '__restore_rt+0x0', 'lj_str_new+0x9'] },
    'SIGSEGV in lj_str_new',
  ],
  [
    'the Lua line',
    { lua: ["[C]: in function 'loadstring'", 'game.lua:2: in main chunk'] },
    'SIGSEGV from game.lua:2: in main chunk',
  ],
  [
    'all of it',
    { address: '0x10', native: ['lj_parse+0x1f (ruby)'], lua: ['a.lua:1: in main chunk'] },
    'SIGSEGV at 0x10 in lj_parse from a.lua:1: in main chunk',
  ],
])('%s', (_, changes, expected) => {
  expect(signatureOf(crash(changes), null)).toBe(expected)
})

test('a process that ended by itself is named after its exit code', () => {
  expect(signatureOf(crash({ signal: null, address: '0x0' }), 'exit code 3')).toBe('exit code 3')
  expect(signatureOf(crash({ signal: null }), null)).toBe('ended')
})

test('is the same wherever the address space begins', () => {
  const at = (base: string) =>
    signatureOf(
      crash({
        address: `0x${base}1234`,
        native: [`generated code 0x${base}77`, `libc.so.6(abort+0x${base}) [0x${base}]`],
        lua: ['a.lua:1: in main chunk'],
      }),
      null,
    )
  expect(at('7f11')).toBe(at('7fee'))
})
