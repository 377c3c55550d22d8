/** What a VM inside a worker thread is given to run one case. */
export interface VmBindings {
  /** Takes one event of the prelude (ASCII). */
  emit(event: string): void
  /** Bytes of a file in the form of `escapeForFetch`, or undefined. */
  fetch(path: string): string | undefined
  memoryBytes: number
}

/** A fresh VM; `run` gives it one ASCII program and returns when the program ends. */
export interface Vm {
  run(program: string): void
}

/** One small file a VM: how to make a fresh one, and what it is. */
export interface VmFactory {
  create(bindings: VmBindings): Promise<Vm>
  /** Text for the fingerprint, as the running VM reports it. */
  version(): Promise<string>
}

export type VmName = 'lua51' | 'lua53' | 'lua54'
