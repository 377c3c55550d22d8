import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { Plugin } from 'vitest/config'
import type { Vite } from 'vitest/node'
import { PROVIDED, type Provided } from './protocol.js'
import type { SpecServer } from './spec-server.js'

const BRIDGE = new URL('./bridge.js', import.meta.url).href

/** The query of a Lua module that stands in Vite's graph to be shown, not to be run. */
const SHOWN = 'luaparity-shown'

/** Positions are those of the Lua file already. */
const NO_MAP = { mappings: '' } as const

/** Turns spec files into modules that register their tests on an engine, and tells what they depend on. */
export function specModules(engine: string, server: SpecServer): Plugin {
  let watch: (path: string) => void = () => {}
  return {
    name: 'luaparity:spec-modules',
    enforce: 'pre',
    async configureVitest({ vitest, project }) {
      const provided: Provided = { engine, address: await server.address() }
      project.provide(PROVIDED as never, provided as never)
      vitest.onClose(() => server.stop())
      const { watcher, config } = vitest.vite
      watch = (path) => {
        if (relative(config.root, path).startsWith('..')) watcher.add(path)
      }
      watcher.on('all', (_, path) => void server.filesChanged([path]))
    },
    async transform(_, id) {
      const [file, query] = id.split('?') as [string, string?]
      if (!file.endsWith('.lua')) return null
      if (query === SHOWN) return { code: 'export {}', map: NO_MAP }
      for (const path of await dependenciesOf(file, server)) {
        this.addWatchFile(path)
        watch(path)
        await show(path, this.environment)
      }
      const code = [
        `import * as vitest from 'vitest'`,
        `import { registerSpecs } from ${JSON.stringify(BRIDGE)}`,
        `await registerSpecs(vitest, ${JSON.stringify(file)})`,
      ]
      return { code: code.join('\n'), map: NO_MAP }
    },
  }
}

// Vitest shows the code of a stack's innermost file that Vite has transformed, and annotates that line on GitHub.
async function show(path: string, environment: unknown): Promise<void> {
  if (!path.endsWith('.lua') || !existsSync(path)) return
  await (environment as Vite.DevEnvironment).transformRequest(`${path}?${SHOWN}`)
}

// What keeps the session from opening, the module of the file is told, too, when it asks for its tests.
async function dependenciesOf(file: string, server: SpecServer): Promise<readonly string[]> {
  try {
    return (await server.session()).dependencies(file)
  } catch {
    return []
  }
}
