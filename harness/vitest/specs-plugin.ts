import { resolve } from 'node:path'
import type { Plugin } from 'vitest/config'
import { type LuaSpecsOptions, settingsOf } from './options.js'
import { luaProjects, ownProject } from './projects.js'
import type { SpecSession, SpecSessionOptions } from './session.js'
import { SpecServer } from './spec-server.js'

/** The plugin, over whatever opens a session. */
export function specsPlugin(
  options: LuaSpecsOptions,
  open: (options: SpecSessionOptions) => Promise<SpecSession>,
): Plugin {
  const settings = settingsOf(options)
  const { config, seed } = options
  return {
    name: 'luaparity:specs',
    // Before Vitest reads which projects there are. A project that extends this configuration comes by here, too, and
    // what it is told of further projects, Vitest leaves out.
    config(given) {
      const { root, test } = given
      // Vitest hands on where it found its configuration, which is part of what Vite can be told by programs alone.
      const { configFile } = given as { configFile?: string | false }
      const cwd = resolve(test?.root ?? root ?? '.')
      const server = new SpecServer({
        ...settings,
        open: () =>
          open({
            cwd,
            engines: settings.engines,
            ...(config === undefined ? {} : { config: resolve(cwd, config) }),
            ...(seed === undefined ? {} : { seed }),
          }),
      })
      const own = test?.projects ? [] : [ownProject(configFile)]
      return { test: { projects: [...own, ...luaProjects(settings, server)] } }
    },
  }
}
