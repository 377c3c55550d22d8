import { expect, test } from 'vitest'
import { describeEveryEngine } from '../../engines/every-engine.js'
import { list, plain } from '../../engines/plain.js'
import { startEngineForTest } from '../../engines/running.js'
import { describeTable, type Row } from '../../engines/table.js'

const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, code) => code))
const FILES = {
  'data.txt': 'one\n2.5 0x10 -3\nthree\n\nlast',
  'empty.txt': '',
  'bytes.bin': ALL_BYTES,
  'folder/inner.txt': 'inside',
}
const MISSING = 'No such file or directory'

const rows: Row[] = [
  {
    name: 'a file of the set, as a whole',
    source: 'local f = assert(io.open("data.txt")) local all = f:read("*a") f:close() return all, io.type(f)',
    returns: [FILES['data.txt'], 'closed file'],
  },
  {
    name: 'every byte of a file',
    source: 'return io.open("bytes.bin", "rb"):read("*a"), io.open("./folder/inner.txt"):read("*a")',
    returns: [ALL_BYTES.toString('latin1'), 'inside'],
  },
  {
    name: 'paths with dots',
    source: `local function all(path) return (assert(io.open(path)):read("*a")) end
      return all("folder/../folder/./inner.txt"), all("./folder//../empty.txt"), all("no/such/../../folder/inner.txt"),
        (io.open("folder/../../data.txt")), (io.open("/folder/../data.txt"))`,
    returns: ['inside', '', 'inside', null, null],
  },
  {
    name: 'a path that leads nowhere is told as it was given',
    source:
      'return select(2, io.open("./a/../nope.txt")), select(2, os.remove("./nope.txt")), select(2, os.rename("./no", "n"))',
    check: (values) =>
      expect(values).toEqual([
        `./a/../nope.txt: ${MISSING}`,
        `./nope.txt: ${MISSING}`,
        `./no: ${MISSING}`,
        2,
      ]),
  },
  {
    name: 'the methods of files are in a table',
    source: `local methods = getmetatable(io.stdout).__index
      return type(methods), methods.read == io.stdout.read, methods.nothing == nil`,
    returns: ['table', true, true],
  },
  {
    name: 'a file that is not there',
    source: 'return io.open("nope.txt"), io.open("nope.txt", "r+")',
    check: (values) => expect(values).toEqual([null, null, `nope.txt: ${MISSING}`, 2]),
  },
  {
    name: 'files of the host are not there',
    source:
      'return (io.open("/etc/passwd")), (io.open("../package.json")), (io.open("/proc/self/environ")), (io.open("."))',
    returns: [null, null, null, null],
  },
  {
    name: 'the formats of read',
    source: `local f = io.open("data.txt")
      local line, a, b, c = f:read("*l", "*n", "*n", "*n")
      local rest, three, nothing, zero = f:read("*l"), f:read(3), f:read(0), f:read("*l")
      return line, a, b, c, rest, three, nothing, zero, f:read("*l"), f:read("*a"), f:read("*a"), f:read("*l"), f:read(1), f:read(0)`,
    returns: ['one', 2.5, 16, -3, '', 'thr', '', 'ee', '', 'last', '', null, null, null],
  },
  {
    name: 'an empty file',
    source: 'local f = io.open("empty.txt") return f:read("*a"), f:read("*l"), f:read(0)',
    returns: ['', null, null],
  },
  {
    name: 'io.lines',
    source: 'local t = {} for line in io.lines("data.txt") do t[#t + 1] = line end return t',
    returns: [list('one', '2.5 0x10 -3', 'three', '', 'last')],
  },
  {
    name: 'io.lines of a file that is not there',
    source: 'return pcall(io.lines, "nope.txt")',
    returns: [false, `nope.txt: ${MISSING}`],
  },
  {
    name: 'seek',
    source: `local f = io.open("data.txt")
      return f:seek("end"), f:seek("set", 4), f:read(3), f:seek(), f:seek("cur", -3), f:read(3), (f:seek("set", -1))`,
    returns: [27, 4, '2.5', 7, 4, '2.5', null],
  },
  {
    name: 'write and read back, byte for byte',
    source: `local f = assert(io.open("new.bin", "wb")) f:write("a\\0\\255", 12, "\\n") f:close()
      return io.open("new.bin", "rb"):read("*a")`,
    returns: ['a\0\xff12\n'],
  },
  {
    name: 'append, overwrite in the middle, and beyond the end',
    source: `local f = io.open("x", "w") f:write("hello") f:close()
      f = io.open("x", "a") f:write(" world") f:close()
      f = io.open("x", "r+") f:seek("set", 6) f:write("W") f:seek("set", 13) f:write("!") f:close()
      return io.open("x"):read("*a")`,
    returns: ['hello World\0\0!'],
  },
  {
    name: 'w empties a file of the set, for this case',
    source: 'io.open("data.txt", "w"):close() return io.open("data.txt"):read("*a")',
    returns: [''],
  },
  {
    name: 'remove and rename',
    source: `local ok = os.rename("data.txt", "moved.txt") local removed = os.remove("folder/inner.txt")
      return ok, removed, (io.open("data.txt")), (io.open("folder/inner.txt")), io.open("moved.txt"):read("*l"), (os.remove("nope"))`,
    returns: [true, true, null, null, 'one', null],
  },
  {
    name: 'io.output and io.input',
    source: `local previous = io.output() io.output("out.txt") io.write("into the file") io.close() io.output(previous)
      io.write("shown") io.input("out.txt") return io.read("*a"), io.read("*l")`,
    output: 'shown',
    returns: ['into the file', null],
  },
  {
    name: 'temporary files',
    source:
      'local f = io.tmpfile() f:write("kept") f:seek("set") return f:read("*a"), os.tmpname() ~= os.tmpname()',
    returns: ['kept', true],
  },
  {
    name: 'standard input is empty',
    source: 'return io.read("*a"), io.read("*l"), io.stdin:read(1)',
    returns: ['', null, null],
  },
  {
    name: 'misuse is an error',
    source: `local f = io.open("data.txt") f:close()
      return (pcall(f.read, f)), (pcall(io.open, "data.txt", "q")), (pcall(io.open, {})), (pcall(f.read, {})), (io.open("data.txt"):write("x"))`,
    returns: [false, false, false, false, null],
  },
  {
    name: 'io.type and tostring',
    source: 'return io.type(io.stdout), io.type({}), tostring(io.stdout):sub(1, 6), io.stdout == io.output()',
    returns: ['file', null, 'file (', true],
  },
]

describeTable('virtual files', rows, { files: FILES })

describeEveryEngine('virtual files from case to case', (engine) => {
  test('what one case wrote, the next does not see', { timeout: 60_000 }, async () => {
    const { observe } = await startEngineForTest(engine, { files: FILES, jobs: 1 })
    const first = await observe(
      'io.open("mine.txt", "w"):write("x") os.remove("data.txt") global = 1 string.mine = 2 return io.open("mine.txt") ~= nil',
    )
    const second = await observe(
      'return (io.open("mine.txt")), io.open("data.txt"):read("*l"), global, string.mine',
    )
    expect([plain(first.values!), plain(second.values!)]).toEqual([[true], [null, 'one', null, null]])
  })
})
