import type { Observation } from '../observations/observation.js'

export interface ListedTest {
  n: number
  names: readonly string[]
  file: string
  line: number
  pending: boolean
}
export interface SpecListing {
  tests: readonly ListedTest[]
  /** Set when the file could not be loaded. */
  problem: Observation | null
}
export interface SpecTest {
  n: number
  names: readonly string[]
  file: string
  line: number
  observation: Observation
}
export interface SpecSession {
  readonly root: string
  list(engine: string, file: string): Promise<SpecListing>
  run(
    engine: string,
    file: string,
    only: readonly number[] | null,
    onTest: (test: SpecTest) => void,
  ): Promise<{ tests: readonly SpecTest[]; problem: Observation | null }>
  filesChanged(paths: readonly string[]): void
  dependencies(file: string): readonly string[]
  stop(): Promise<void>
}
export interface SpecSessionOptions {
  cwd: string
  config?: string
  engines: readonly string[]
  seed?: number
}
