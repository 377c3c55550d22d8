/** What a control run does otherwise: Lua that the prelude runs before the script, and other texts of files. */
export interface Control {
  /** Stands for all of it: the same id is the same control. */
  id: string
  /** A Lua chunk, ASCII only, that is given the prelude's shared table. */
  program: string
  /** Path -> bytes, in place of the files of the project. */
  files: ReadonlyMap<string, Uint8Array>
}

/** What all spec files of a run have in common; how one of them is run is in the arguments of its job. */
export interface SpecOptions {
  /** Lua file, or name of a module, that is run before the spec file. */
  helper: string | null
  helper_args: readonly string[]
  /** Templates put in front of `package.path`; modules found there win over those of the spec program. */
  lpath: string | null
  /** Tests that have at least one of these tags in their full name. */
  tags: readonly string[]
  exclude_tags: readonly string[]
  /** Lua patterns for the full names of tests. */
  filter: readonly string[]
  filter_out: readonly string[]
  /** Full names of tests. */
  names: readonly string[]
  exclude_names: readonly string[]
  /** Whether blocks run what they hold in an order that the seed decides, unless they say otherwise. */
  shuffle: boolean
  seed: number
  /** Whether `setup` and `teardown` are lazy. */
  lazy?: boolean
  /** Whether the first test that fails is the last one of its file. */
  bail?: boolean
}

/** What the prelude is told of one case; field names are the Lua side's. */
export interface Job {
  source: Uint8Array
  /** Lua chunk name, `@path` or `=snippet`. */
  chunk: string
  arguments: readonly string[]
  /** Integer seed of `math.random` and of the host. */
  seed: number
  /** What `os.time()` returns, in seconds since 1970. */
  time: number
  /** `package.path`: templates with `?`, joined by `;`. */
  path: string
  env: Readonly<Record<string, string>>
  limits: { output: number; values: number }
  determinism: { clock: boolean; random: boolean }
  /** How `__luaparity_fetch` gives bytes: as they are, or escaped for bindings that would mangle them. */
  fetch: 'raw' | 'escaped'
  /** Lua fakes (source and path), functions that the program provides as globals, or no host at all. */
  host: { source: Uint8Array; path: string } | { provided: true } | null
  /** For a spec file; the job's arguments are then the mode (`run` or `list`), and the tests to run and to leave out. */
  spec?: SpecOptions
  control?: { program: string; files: Readonly<Record<string, Uint8Array>> }
}

/** A job as the text of a Lua table constructor, ASCII only, for any Lua from 5.1 to 5.4. */
export function renderJob(job: Job): string {
  return luaLiteral(job as unknown as LuaData)
}

type LuaData = string | number | boolean | null | Uint8Array | readonly LuaData[] | { [key: string]: LuaData }

function luaLiteral(value: LuaData): string {
  if (value === null) return 'nil'
  if (typeof value === 'string') return luaString(Buffer.from(value, 'utf8'))
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Uint8Array) return luaString(value)
  if (Array.isArray(value)) return `{${value.map(luaLiteral).join(',')}}`
  const fields = Object.entries(value as { [key: string]: LuaData }).map(
    ([key, field]) => `[${luaLiteral(key)}]=${luaLiteral(field)}`,
  )
  return `{${fields.join(',')}}`
}

/** Bytes as a quoted Lua string; newlines are kept readable as `\n`. */
export function luaString(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return `"${text.replace(/[^ !#-[\]-~]/g, (char) => (char === '\n' ? '\\n' : decimalEscape(char)))}"`
}

/** The form in which `__luaparity_fetch` hands bytes through a binding that only carries text. */
export function escapeForFetch(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!/[^\t\n\r -~]/.test(text)) return `=${text}`
  return `\\${text.replace(/[^\t\n\r -[\]-~]/g, decimalEscape)}`
}

function decimalEscape(char: string): string {
  return `\\${String(char.charCodeAt(0)).padStart(3, '0')}`
}
