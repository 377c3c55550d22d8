import type { Plugin } from 'vitest/config'
import type { LuaSpecsOptions } from './options.js'
import { specsPlugin } from './specs-plugin.js'

export type { LuaSpecsOptions } from './options.js'

/**
 * Lua specs as tests of Vitest: for `plugins` of vitest.config.ts. Each engine is a project, and each spec file is run on
 * each of them; tests in JavaScript run beside them as before. See docs/vitest.md.
 */
export function luaSpecs(options: LuaSpecsOptions = {}): Plugin {
  // The engines are read when a first spec asks for them: `vitest --version` needs none.
  return specsPlugin(options, async (session) => {
    const { openSpecSession } = await import('../specs/session.js')
    return openSpecSession(session)
  })
}
