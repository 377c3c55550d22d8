import type { Config } from '../config/schema.js'
import { isNativeName } from './native/axes.js'

// Apart from the registry, which loads every engine.

/** Engines that need nothing but their name, in the order of tables and of `--engines` help. */
export const BUILT_IN = ['native', 'native:jit=off', 'fast', 'lua51', 'lua54', 'lua53'] as const

export const PROCESS_PREFIX = 'process:'

/** Whether an engine can have this name in a project: built in, `native...`, `process:...`, or one that it defines. */
export function isEngineName(name: string, { engines }: Pick<Config, 'engines'>): boolean {
  const defined = engines !== undefined && !Array.isArray(engines) && Object.hasOwn(engines, name)
  return (
    defined ||
    isNativeName(name) ||
    name.startsWith(PROCESS_PREFIX) ||
    (BUILT_IN as readonly string[]).includes(name)
  )
}

/** The engines there are, for a message about one that there is not. */
export const ENGINE_NAMES_HINT = `Engines: ${BUILT_IN.join(', ')}, native:<axis>=<value>,..., ${PROCESS_PREFIX}<command>, or one defined in the configuration.`
