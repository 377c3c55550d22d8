import { definitions } from './definitions.js'
import { hasHiddenGlobals } from './hidden-globals.js'
import { type LuaFile, readLuaFile } from './lua-file.js'
import { requiredNames } from './requires.js'

/** Files that the rules may ask about besides the one they look at. */
export interface ProjectFiles {
  /** Path below the root -> bytes: what scripts can require, and the host's fakes. */
  files: ReadonlyMap<string, Uint8Array>
  /** `package.path` templates. */
  modules: readonly string[]
}

/** The files of a project, each read when it is first asked for. */
export class Project {
  readonly #read = new Map<string, LuaFile | null>()
  readonly #project: ProjectFiles
  readonly #modules = new Set<string>()
  #definitions: { of: number; names: ReadonlySet<string> } | null = null

  constructor(project: ProjectFiles) {
    this.#project = project
  }

  /** Takes over a script that is not among the project's files, or is there under the same path. */
  add(path: string, source: Uint8Array): LuaFile | null {
    const file = readLuaFile(path, source)
    this.#read.set(path, file)
    return file
  }

  /** Null where there is no such file, or it is no Lua. */
  #readOne(path: string): LuaFile | null {
    const known = this.#read.get(path)
    if (known !== undefined) return known
    const source = this.#project.files.get(path)
    return source ? this.add(path, source) : null
  }

  /** The same for a file that is required. */
  module(path: string): LuaFile | null {
    this.#modules.add(path)
    return this.#readOne(path)
  }

  /** Whether a file has been required. */
  isModule({ path }: LuaFile): boolean {
    return this.#modules.has(path)
  }

  /** Paths of the modules that a file requires by constant names, as far as they are found. */
  requiredBy(file: LuaFile): string[] {
    return requiredNames(file).flatMap(({ name }) => {
      const path = this.#project.modules
        .map((template) => template.replaceAll('?', name.replaceAll('.', '/')))
        .find((candidate) => this.#project.files.has(candidate))
      return path === undefined ? [] : [path]
    })
  }

  /** Whether a file that has been read defines the global or field, or any that it is in. */
  defines(path: string): boolean {
    const names = this.#namesDefined()
    const parts = path.split('.')
    return parts.some((_, index) => names.has(parts.slice(0, index + 1).join('.')))
  }

  /** Whether globals come into being under names that cannot be seen, or are looked up in other tables. */
  get hasHiddenGlobals(): boolean {
    return this.#all().some(hasHiddenGlobals)
  }

  /** Files other than this one with a global of the name in their code. */
  othersWith(name: string, { path: own }: LuaFile): LuaFile[] {
    const word = new RegExp(`(?<![\\w])${name}(?!\\w)`)
    for (const [path, bytes] of this.#project.files) {
      if (this.#read.has(path) || !path.endsWith('.lua')) continue
      if (word.test(Buffer.from(bytes).toString('latin1'))) this.#readOne(path)
    }
    return this.#all().filter(({ path, names }) => path !== own && names.globals.has(name))
  }

  #all(): LuaFile[] {
    return [...this.#read.values()].filter((file) => file !== null)
  }

  #namesDefined(): ReadonlySet<string> {
    if (this.#definitions?.of !== this.#read.size) {
      const names = new Set(this.#all().flatMap((file) => [...definitions(file)]))
      this.#definitions = { of: this.#read.size, names }
    }
    return this.#definitions.names
  }
}
