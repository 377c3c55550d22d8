/** Thrown by the tick to end a case; it passes through WebAssembly, where nothing can catch it. */
export class Interruption extends Error {
  readonly limit: 'timeout' | 'instructions'

  constructor(limit: 'timeout' | 'instructions') {
    super(`ended at the limit: ${limit}`)
    this.limit = limit
  }
}
