import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import type { FSWatcher } from 'chokidar'
import { messageOf } from '../errors.js'
import type { Changes } from './request.js'
import { Saves } from './saves.js'
import { isWatched, type Scope, scopeOf } from './scope.js'
import type { Snapshot } from './snapshot.js'

export interface FilesOptions {
  /** Files have changed, come or gone (as they are shown); `since` is when the first was saved. */
  onChange: (changes: Changes, since: number) => void
  /** From now on nothing is missed; what changed before that was. */
  onReady: () => void
  /** Not all files can be watched. */
  onError: (reason: string) => void
  /** Milliseconds since 1970. */
  now: () => number
}

/** A file saved by a tool that keeps its times was not saved then. */
const OLDEST_MS = 2000

/** Of changes of one file within 50 ms, chokidar tells the first. */
const THROTTLE_MS = 70

const KINDS = new Map([
  ['add', 'new'],
  ['change', 'changed'],
  ['unlink', 'gone'],
] as const) as ReadonlyMap<string, 'new' | 'changed' | 'gone'>

/** Watches the files that a project depends on, wherever it turns to. */
export class WatchedFiles {
  readonly #options: FilesOptions
  readonly #saves: Saves
  #scope: Scope | null = null
  #watcher: FSWatcher | null = null
  #turn: Promise<unknown> = Promise.resolve()
  /** By path, to see whether it has changed once more. */
  readonly #checks = new Map<string, NodeJS.Timeout>()
  #isClosed = false

  constructor(options: FilesOptions) {
    this.#options = options
    this.#saves = new Saves(options.onChange)
  }

  /** The project as it is now: what it has that it had not before is watched as well. */
  follow(snapshot: Snapshot): Promise<void> {
    const scope = scopeOf(snapshot)
    if (this.#isClosed || JSON.stringify(scope) === JSON.stringify(this.#scope)) return Promise.resolve()
    this.#scope = scope
    const turn = this.#turn.then(() => this.#open(scope))
    this.#turn = turn
    return turn
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#saves.drop()
    for (const timer of this.#checks.values()) clearTimeout(timer)
    await this.#turn
    await this.#watcher?.close()
  }

  async #open(scope: Scope): Promise<void> {
    if (this.#isClosed) return
    const { watch } = await import('chokidar')
    const before = this.#watcher
    const watcher = watch([scope.root, ...scope.outside], {
      ignoreInitial: true,
      ignored: (path: string, stats?: Stats) => !isWatched(path, stats, scope),
    })
    this.#watcher = watcher
    watcher.on('all', (event, path, stats) => this.#changed(event, path, stats, scope))
    watcher.on('error', (error) => {
      // What must not be read is no script either.
      if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
        this.#options.onError(messageOf(error))
    })
    await new Promise<void>((resolve) => watcher.once('ready', resolve))
    await before?.close()
    if (!this.#isClosed) this.#options.onReady()
  }

  #changed(event: string, path: string, stats: Stats | undefined, scope: Scope): void {
    const kind = KINDS.get(event)
    if (!kind || this.#isClosed) return
    const now = this.#options.now()
    const saved = stats?.mtimeMs ?? now
    const at = saved > now - OLDEST_MS && saved < now ? saved : now
    const shown = relative(scope.root, path).split(sep).join('/')
    this.#saves.add(shown.startsWith('..') ? basename(path) : shown, kind, at)
    clearTimeout(this.#checks.get(path))
    this.#checks.set(
      path,
      setTimeout(() => void this.#check(path, stampOf(stats), scope), THROTTLE_MS),
    )
  }

  async #check(path: string, before: string, scope: Scope): Promise<void> {
    this.#checks.delete(path)
    const stats = await stat(path).catch(() => undefined)
    if (stampOf(stats) !== before) this.#changed(stats ? 'change' : 'unlink', path, stats, scope)
  }
}

function stampOf(stats: Stats | undefined): string {
  return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : 'gone'
}
