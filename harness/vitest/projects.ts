import { basename } from 'node:path'
import type { TestProjectConfiguration, TestUserConfig } from 'vitest/config'
import type { SpecsSettings } from './options.js'
import { specModules } from './spec-modules.js'
import type { SpecServer } from './spec-server.js'

/** The names of configuration files that Vitest takes as projects. */
const PROJECT_FILE = /^vite(?:st)?(?:\.[\w-]+)?\.config\./

/** One project an engine, named after it. */
export function luaProjects(
  { engines, include, exclude }: SpecsSettings,
  server: SpecServer,
): TestProjectConfiguration[] {
  return engines.map((engine) => ({
    // What JavaScript tests need, a setup file or a browser's globals, is nothing that Lua could use. (Vitest
    // 4.1 does as told, though its types know only `true`.)
    extends: false as unknown as true,
    plugins: [specModules(engine, server)],
    test: {
      name: engine,
      include: [...include],
      ...(exclude ? { exclude: [...exclude] } : {}),
      includeTaskLocation: true,
      // The engines have limits of their own, and say what came of them.
      testTimeout: 0,
      hookTimeout: 0,
      // Workers do nothing but wait for the engines: one that has run a file is as good as new.
      pool: 'threads',
      isolate: false,
    },
  }))
}

/**
 * The user's own tests as a project beside those of Lua: once there are projects, Vitest runs the configuration itself
 * only if it is among them. Named as a file it stays what it is, with or without a name, and is not read again; where its
 * file is not named as Vitest wants that, it is a project that extends it.
 */
export function ownProject(
  configFile: string | false | undefined,
  name: TestUserConfig['name'] = 'javascript',
): TestProjectConfiguration {
  if (typeof configFile === 'string' && PROJECT_FILE.test(basename(configFile))) return configFile
  return { extends: true, test: { name } }
}
