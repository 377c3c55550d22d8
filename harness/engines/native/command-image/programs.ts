import { luaString } from '../../../prelude/job.js'
import { caseProgram } from '../../executable/case-program.js'
import { VM_FACTS } from '../../executable/vm-facts.js'

/** Where the project's files are in the container: in memory, and only the user `STORE_USER` can write there. */
export const STORE = '/luaparity'
export const STORE_USER = 65533
/** The first event of a case: the executable has read its program and runs it. */
export const BEGIN = 'begin'

const PRELUDE = 'prelude.lua'
const NAMES = 'names.lua'
/** Bytes in one program that stores files: VMs with little memory must be able to read it. */
const PIECE_BYTES = 2 ** 20

/** Answers with the VM's facts. Of several lines with a local, so that a prompt that takes line by line fails. */
export function probeProgram(token: string): string {
  return `local facts = ${VM_FACTS}\nlocal token = ${literal(token)}\nio.stdout:write(token, facts, '\\n')\n`
}

/** The program of one case, whose files and prelude have been stored. */
export function commandCaseProgram(token: string, job: string): string {
  return caseProgram({
    channel: `local out, token = io.stdout, ${literal(token)}
__luaparity_emit = function(lines) out:write(token, (gsub(lines, '\\n', '\\n' .. token)), '\\n') out:flush() end
local names
__luaparity_fetch = function(path)
  names = names or (loadstring or load)(read(${literal(`${STORE}/${NAMES}`)}))()
  return names[path] and read(${literal(`${STORE}/`)} .. names[path])
end
__luaparity_emit ${literal(BEGIN)}`,
    prelude: literal(`${STORE}/${PRELUDE}`),
    job,
  })
}

/** Programs that store the prelude and the project's files, each of which answers with `stored`. */
export function storePrograms(
  token: string,
  prelude: string,
  files: ReadonlyMap<string, Buffer>,
): readonly string[] {
  // Lua has no function that makes a folder, so the files have numbers.
  const numbered = [...files].map(([path, bytes], index) => ({ path, name: `${index + 1}`, bytes }))
  const names = numbered.map(({ path, name }) => `[${literal(path)}]='${name}'`)
  const stored = [
    { name: PRELUDE, bytes: Buffer.from(prelude, 'latin1') },
    { name: NAMES, bytes: Buffer.from(`return {${names.join(',')}}`, 'latin1') },
    ...numbered,
  ]
  return inGroups(stored.flatMap(piecesOf)).map(
    (pieces) => `local function put(name, text)
  local file = assert(io.open(${literal(`${STORE}/`)} .. name, 'ab'))
  assert(file:write(text))
  assert(file:close())
end
${pieces.map(({ name, bytes }) => `put('${name}', ${luaString(bytes)})\n`).join('')}io.stdout:write(${literal(token)}, 'stored\\n')
`,
  )
}

/** Room that the stored files take, in bytes. */
export function storeBytes(prelude: string, files: ReadonlyMap<string, Buffer>): number {
  // In whole pages, besides the table of names.
  const pages = [...files.values()].reduce((sum, { length }) => sum + 4096 * Math.ceil(length / 4096 + 1), 0)
  return prelude.length + pages + [...files.keys()].join().length * 5 + 2 ** 20
}

interface Piece {
  name: string
  bytes: Buffer
}

function piecesOf({ name, bytes }: Piece): Piece[] {
  const count = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES))
  return Array.from({ length: count }, (_, index) => ({
    name,
    bytes: bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  }))
}

// Calls have constants of their own, of which a function may have some ten thousands.
const MOST_PIECES = 1000

function inGroups(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = []
  let size = 0
  for (const piece of pieces) {
    const last = groups.at(-1)
    if (last && last.length < MOST_PIECES && size + piece.bytes.length <= PIECE_BYTES) {
      last.push(piece)
      size += piece.bytes.length
    } else {
      groups.push([piece])
      size = piece.bytes.length
    }
  }
  return groups
}

function literal(text: string): string {
  return luaString(Buffer.from(text, 'utf8'))
}
