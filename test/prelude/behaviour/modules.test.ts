import { expect } from 'vitest'
import { isModern } from '../../engines/every-engine.js'
import { list, record } from '../../engines/plain.js'
import { describeTable, type Row } from '../../engines/table.js'

const FILES = {
  'plain.lua': 'loads = (loads or 0) + 1 return {name = ..., loads = loads}',
  'folder/inner.lua': 'return "inner of " .. ...',
  'folder/init.lua': 'return "the folder"',
  'nothing.lua': 'local x = 1',
  'bad-syntax.lua': 'return +',
  'failing.lua': '\nerror("while loading")',
  'a.lua': 'return {b = require("b")}',
  'b.lua': 'return {a = require("a")}',
  'shebang.lua': '#!/usr/bin/lua\nreturn "ran"',
  'mark.lua': '\xef\xbb\xbfreturn "marked"',
  'bytes.lua': 'return "\xff\\0\xc0"',
  'global.lua': 'seen = "by dofile" return seen, 2',
}

const rows: Row[] = [
  {
    name: 'require runs a module once',
    source: 'local a, b = require("plain"), require("plain") return a, a == b, package.loaded.plain == a',
    returns: [record({ name: 'plain', loads: 1 }), true, true],
  },
  {
    name: 'modules in folders',
    source: 'return (require("folder.inner")), (require("folder")), (require("nothing"))',
    returns: ['inner of folder.inner', 'the folder', true],
  },
  { name: 'bytes in a module', source: 'return (require("bytes"))', returns: ['\xff\0\xc0'] },
  { name: 'a first line with # is skipped', source: 'return (require("shebang"))', returns: ['ran'] },
  {
    name: 'the mark of UTF-8 in front of a file is skipped, but by PUC Lua 5.1',
    source: 'local is_puc51 = _VERSION == "Lua 5.1" and not jit return pcall(require, "mark") ~= is_puc51',
    returns: [true],
  },
  {
    name: 'a module that is not there',
    source: 'require("no.such")',
    error: () => ({
      kind: 'runtime',
      message:
        "module 'no.such' not found:\n\tno field package.preload['no.such']\n\tno file 'no/such.lua'\n\tno file 'no/such/init.lua'",
    }),
    check: (_, { error }) => expect([error!.file, error!.line]).toEqual(['test.lua', 1]),
  },
  {
    name: 'a module that does not compile',
    source: 'local x = require("bad-syntax") return x',
    error: () => ({
      kind: 'runtime',
      message: expect.stringMatching(
        /^error loading module 'bad-syntax' from file 'bad-syntax.lua':\n\tbad-syntax.lua:1: unexpected symbol near/,
      ),
    }),
    dialect: 'modern',
  },
  {
    name: 'a module that fails',
    source: 'local x = require("failing") return x',
    error: () => ({ message: 'while loading', file: 'failing.lua', line: 2 }),
  },
  {
    name: 'modules that need each other',
    source: 'local x = require("a") return x',
    dialect: 'each',
    // 5.1 and LuaJIT notice the loop; later versions go round until the stack is full.
    error: (engine) =>
      isModern(engine)
        ? { kind: 'runtime' }
        : { message: "loop or previous error loading module 'a'", file: 'b.lua', line: 1 },
  },
  {
    name: 'a module put into package.preload',
    source: 'package.preload.made = function(name) return name .. " made" end return (require("made"))',
    returns: ['made made'],
  },
  {
    name: 'package.path is looked at',
    source: 'package.path = "folder/?.lua" return (require("inner")), (pcall(require, "plain"))',
    returns: ['inner of inner', false],
  },
  {
    name: 'dofile and loadfile',
    source:
      'local a, b = dofile("global.lua") local f = loadfile("global.lua") return a, b, seen, f(), (loadfile("nope.lua")), (loadfile("bad-syntax.lua")), (pcall(dofile, "nope.lua"))',
    returns: ['by dofile', 2, 'by dofile', 'by dofile', 2, null, null, false].filter(
      (_, index) => index !== 4,
    ),
  },
  {
    name: 'modules of the host are out of reach',
    source:
      'package.path = "/etc/?;/usr/share/lua/5.1/?.lua;../?.lua" package.cpath = "/usr/lib/?.so" return (pcall(require, "passwd")), (pcall(require, "package")), package.loadlib',
    returns: [false, true, null],
  },
  {
    name: 'a module of LuaJIT where there is none',
    source: 'local has = pcall(require, "thread.exdata") return type(has)',
    returns: ['boolean'],
  },
  {
    name: 'the standard libraries are modules, the virtual ones in their place',
    source:
      'return require("os") == os, require("io") == io, package.loaded.os == os, package.loaded._G == _G',
    returns: [true, true, true, true],
  },
  {
    name: 'arguments of a loop over a module list',
    source:
      'local t = {} for _, name in ipairs{"plain", "nothing"} do t[#t + 1] = type(require(name)) end return t',
    returns: [list('table', 'boolean')],
  },
]

describeTable('modules', rows, { files: FILES })
