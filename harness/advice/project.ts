import { definitions } from './definitions.js'
import { hasHiddenGlobals, mayHideGlobals } from './hidden-globals.js'
import { type LuaFile, type LuaText, readLuaFile, readLuaText } from './lua-file.js'

/** Files that rules may ask about besides the one they look at. */
export interface ProjectFiles {
  /** Path below the root -> bytes: what scripts can require, and the host's fakes. */
  files: ReadonlyMap<string, Uint8Array>
  /** `package.path` templates. */
  modules: readonly string[]
}

/** The files of a project. Each is read when it is first needed, and made a tree of only where its words do not do. */
export class Project {
  readonly #project: ProjectFiles
  readonly #texts = new Map<string, LuaText>()
  readonly #trees = new Map<LuaText, LuaFile | null>()
  readonly #modules = new Set<string>()

  constructor(project: ProjectFiles) {
    this.#project = project
  }

  /** Takes a script in, which need not be among the project's files. */
  add(path: string, source: Uint8Array): LuaText {
    const text = readLuaText(path, source)
    this.#texts.set(path, text)
    return text
  }

  /** The modules that a file requires by constant names, as far as they are found. */
  requiredBy({ scan }: LuaText): LuaText[] {
    return scan.glance.requires.flatMap((name) => {
      const path = this.#project.modules
        .map((template) => template.replaceAll('?', name.replaceAll('.', '/')))
        .find((candidate) => this.#project.files.has(candidate))
      if (path === undefined) return []
      this.#modules.add(path)
      return this.#textOf(path)
    })
  }

  /** Whether some file requires this one. */
  isModule({ path }: LuaText): boolean {
    return this.#modules.has(path)
  }

  /** Null for a text that no Lua takes. */
  treeOf(text: LuaText): LuaFile | null {
    const known = this.#trees.get(text)
    if (known !== undefined) return known
    const tree = readLuaFile(text)
    this.#trees.set(text, tree)
    return tree
  }

  /** Whether a file that has been read defines the global or field, or any that it is in. */
  defines(path: string): boolean {
    const parts = path.split('.')
    const wanted = parts.map((_, index) => parts.slice(0, index + 1).join('.'))
    const makers = [parts[0]!, '_G', 'rawset']
    return this.#treesWith(makers).some((file) => wanted.some((name) => definitions(file).has(name)))
  }

  /** Whether a file that has been read makes globals of names that cannot be seen, or has them looked up elsewhere. */
  get hasHiddenGlobals(): boolean {
    return this.#all(mayHideGlobals).some(hasHiddenGlobals)
  }

  /** Other files, also such as nobody requires, in whose code the global is mentioned. */
  othersWith(name: string, { path: own }: LuaText): LuaFile[] {
    for (const [path, bytes] of this.#project.files)
      if (path !== own && path.endsWith('.lua') && Buffer.from(bytes).includes(name)) this.#textOf(path)
    return this.#treesWith([name]).filter(({ path, names }) => path !== own && names.globals.has(name))
  }

  #textOf(path: string): LuaText {
    return this.#texts.get(path) ?? this.add(path, this.#project.files.get(path)!)
  }

  #treesWith(names: readonly string[]): LuaFile[] {
    return this.#all(({ scan }) => names.some((name) => scan.glance.globals.has(name)))
  }

  #all(isWanted: (text: LuaText) => boolean): LuaFile[] {
    return [...this.#texts.values()].filter(isWanted).flatMap((text) => this.treeOf(text) ?? [])
  }
}
