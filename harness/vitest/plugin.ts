import { resolve } from 'node:path'
import type { Plugin } from 'vitest/config'
import { type LuaSpecsOptions, settingsOf } from './options.js'
import { luaProjects, ownProject } from './projects.js'
import { SpecServer } from './spec-server.js'

export type { LuaSpecsOptions } from './options.js'

/**
 * Lua specs as tests of Vitest: for `plugins` of vitest.config.ts. Each engine is a project, and each spec file is run on
 * each of them; tests in JavaScript run beside them as before. See docs/vitest.md.
 */
export function luaSpecs(options: LuaSpecsOptions = {}): Plugin {
  const settings = settingsOf(options)
  return {
    name: 'luaparity:specs',
    // Before Vitest reads which projects there are. A project that extends this configuration comes by here, too, and
    // what it is told of further projects, Vitest leaves out.
    config(given) {
      const { root, test } = given
      // Vitest hands on where it found its configuration, which Vite's types have for programs alone.
      const { configFile } = given as { configFile?: string | false }
      const cwd = resolve(test?.root ?? root ?? '.')
      const server = new SpecServer({ ...settings, open: () => openSession(options, cwd) })
      const own = test?.projects ? [] : [ownProject(configFile, test?.name)]
      return { test: { projects: [...own, ...luaProjects(settings, server)] } }
    },
  }
}

async function openSession({ config, seed }: LuaSpecsOptions, cwd: string) {
  // Read when a first spec asks for it: `vitest --version` needs no engine.
  const { openSpecSession } = await import('../specs/session.js')
  return openSpecSession({
    cwd,
    ...(config === undefined ? {} : { config: resolve(cwd, config) }),
    ...(seed === undefined ? {} : { seed }),
  })
}
