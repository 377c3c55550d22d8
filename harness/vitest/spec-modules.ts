import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { Plugin } from 'vitest/config'
import type { Vite } from 'vitest/node'
import { moduleText } from './module-text.js'
import { type Listing, PROVIDED, type Provided } from './protocol.js'
import type { SpecServer } from './spec-server.js'

const BRIDGE = JSON.stringify(new URL('./bridge.js', import.meta.url).href)

/** The query of a Lua module that stands in Vite's graph to be shown, not to be run. */
const SHOWN = 'luaparity-shown'

/** Turns spec files into modules that register their tests on an engine, and tells what they depend on. */
export function specModules(engine: string, server: SpecServer): Plugin {
  let watch: (path: string) => void = () => {}
  const unloaded = new Map<string, Vite.DevEnvironment>()
  return {
    name: 'luaparity:spec-modules',
    enforce: 'pre',
    async configureVitest(context) {
      const { vitest, project } = context
      const provided: Provided = { engine, address: await server.address() }
      project.provide(PROVIDED as never, provided as never)
      vitest.onClose(() => server.stop())
      const { watcher, config } = vitest.vite
      watch = (path) => {
        if (relative(config.root, path).startsWith('..')) watcher.add(path)
      }
      watcher.on('all', (_, path) => void server.filesChanged([path]))
      // Before Vitest looks for who needs the new file.
      watcher.prependListener('add', (path) => {
        for (const [id, environment] of unloaded) makeDependent(id, path, environment)
      })
      keepFromDisk(context)
    },
    async transform(source, id) {
      const [path, query] = id.split('?') as [string, string?]
      if (!path.endsWith('.lua')) return null
      if (query === SHOWN) return { code: 'export {}', map: { mappings: '' } }
      const environment = this.environment as Vite.DevEnvironment
      for (const dependency of await server.dependencies(path)) {
        this.addWatchFile(dependency)
        watch(dependency)
        await show(dependency, environment)
      }
      const listing = await server.list(engine, path)
      if (listing.kind === 'problem') unloaded.set(id, environment)
      else unloaded.delete(id)
      // An engine may be there, or be faster, the next time, though no file has changed.
      if (!isLasting(listing)) forget(id, environment)
      const entries = listing.kind === 'problem' ? [] : listing.entries
      return moduleText(openingOf(listing, path), entries, { path, source })
    },
  }
}

function isLasting(listing: Listing): boolean {
  return listing.kind === 'tests' || (listing.kind === 'problem' && listing.isLasting)
}

// A spec file that could not be loaded may have missed just that module, which nobody could watch.
function makeDependent(id: string, path: string, { moduleGraph }: Vite.DevEnvironment): void {
  const spec = moduleGraph.getModuleById(id)
  if (!spec || !path.endsWith('.lua')) return
  moduleGraph.createFileOnlyEntry(path).importers.add(spec)
}

function forget(id: string, { moduleGraph }: Vite.DevEnvironment): void {
  const module = moduleGraph.getModuleById(id)
  if (module) moduleGraph.invalidateModule(module)
}

// On the module's first line: an import statement would be moved, and the lines with it.
function openingOf(listing: Listing, path: string): string {
  const bridge = `(await import(${BRIDGE}))`
  switch (listing.kind) {
    case 'tests':
      return `const { describe, test } = ${bridge}.specs(await import('vitest'), ${JSON.stringify(path)});`
    case 'absent':
      return `const { describe, test } = ${bridge}.absent(await import('vitest'), ${JSON.stringify(listing.reason)});`
    case 'problem':
      return `${bridge}.fail(${JSON.stringify(listing.problem)});`
  }
}

// Vitest shows the code of a stack's innermost file that Vite has transformed, and annotates that line on GitHub.
async function show(path: string, environment: Vite.DevEnvironment): Promise<void> {
  if (path.endsWith('.lua') && existsSync(path)) await environment.transformRequest(`${path}?${SHOWN}`)
}

type CacheKey = (callback: (file: { id: string }) => false | undefined) => void

// Vitest 5 may take a module from the run before, and would then know nothing of what it depends on. Its hook has the
// other name in Vitest 4.
function keepFromDisk(context: object): void {
  const { defineCacheKeyGenerator, experimental_defineCacheKeyGenerator } = context as Record<
    string,
    CacheKey
  >
  const define = defineCacheKeyGenerator ?? experimental_defineCacheKeyGenerator
  define?.(({ id }) => (/\.lua(\?|$)/.test(id) ? false : undefined))
}
