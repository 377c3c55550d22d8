import type { UserConfig } from './schema.js'

// By itself, as a configuration is read at every start and should not load what checks it.

/** For `luaparity.config.ts`: gives the type, returns its argument. */
export function defineConfig(config: UserConfig): UserConfig {
  return config
}
