import type { Config } from '../config/schema.js'
import { BUILT_IN } from './names.js'
import { axesOf, isNativeName, MATRICES, type MatrixName, nameOfAxes } from './native/axes.js'

// By itself, as which engines are meant is asked where none of them is to be loaded.

/** What the command line says about engines; it wins over the configuration. */
export interface EngineChoice {
  engines?: readonly string[] | undefined
  matrix?: MatrixName | undefined
}

/**
 * Which engines are asked for, and whether they are named (rather than left open). A matrix takes the place of the native
 * engines that there would be by default or by the configuration; engines named on the command line are added to it.
 */
export function chosenEngines(
  config: Config,
  choice: EngineChoice = {},
): { names: string[]; named: boolean } {
  const matrix = choice.matrix ?? (choice.engines ? undefined : config.matrix)
  const others = choice.engines ?? namesOf(config.engines) ?? BUILT_IN
  const named = choice.engines !== undefined || config.engines !== undefined || matrix !== undefined
  if (matrix === undefined) return { names: [...others], named }
  const kept = choice.engines ?? others.filter((name) => !isNativeName(name))
  return { names: [...new Set([...MATRICES[matrix], ...kept])], named }
}

function namesOf(engines: Config['engines']): readonly string[] | undefined {
  return engines === undefined || Array.isArray(engines) ? engines : Object.keys(engines)
}

/** The one name of an engine: `native:jit=on` is `native`. Throws UsageError for a native engine that there is not. */
export function canonicalName(name: string): string {
  return isNativeName(name) ? nameOfAxes(axesOf(name)) : name
}
