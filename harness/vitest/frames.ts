import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import type { Frame } from './protocol.js'

/** What is known of where a Lua error came from: its position, and the traceback as Lua words it. */
export interface Origin {
  file: string | null
  line: number | null
  traceback: readonly string[]
}

/**
 * The frames of Lua files, innermost first, as places that exist: absolute paths, and the column where the line's text
 * begins. The error's own position comes first, as it is where the message points: `error(text, 2)` blames the caller.
 */
export function framesOf({ file, line, traceback }: Origin, root: string): Frame[] {
  const places = traceback.map(parseFrame).filter((place) => place !== null)
  if (file !== null && line !== null) {
    const at = places.findIndex((place) => place.file === file && place.line === line)
    places.splice(0, Math.max(at, 0))
    if (at === -1) places.unshift({ name: '', file, line })
  }
  return places.filter(({ file }) => isPath(file)).map((place) => locate(place, root))
}

interface Place {
  name: string
  file: string
  line: number
}

function parseFrame(frame: string): Place | null {
  const parts = /^(.+?):(\d+): in (.*)$/.exec(frame)
  if (!parts) return null
  const [, file, line, name] = parts as unknown as [string, string, string, string]
  return { file, line: Number(line), name: nameOf(name) }
}

// `function 'attack'`, `function <combat.lua:3>`, `main chunk`.
function nameOf(text: string): string {
  return /^(?:\w+ )?'(.*)'$/.exec(text)?.[1] ?? (text === 'main chunk' ? text : '')
}

// Lua shortens long paths, and names chunks made of strings `[string "..."]`; neither can be opened.
function isPath(file: string): boolean {
  return !file.startsWith('...') && !file.startsWith('[')
}

function locate({ name, file, line }: Place, root: string): Frame {
  const path = isAbsolute(file) ? file : resolve(root, file)
  return { name, file: path, line, column: columnOf(path, line) }
}

function columnOf(path: string, line: number): number {
  try {
    const text = readFileSync(path, 'latin1').split('\n')[line - 1] ?? ''
    return Math.max(text.search(/\S/), 0) + 1
  } catch {
    // A frame of a file that is gone, or was never one, still says more than none.
    return 1
  }
}
