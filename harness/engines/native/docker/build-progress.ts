import { LuaparityError } from '../../../errors.js'
import { LastLines } from './last-lines.js'

/** One message of the engine's progress stream; a message carries one of these fields. */
export interface BuildMessage {
  stream?: string
  status?: string
  error?: string
  errorDetail?: { message?: string }
}

/** The image could not be built; `step` is the instruction that failed, `output` the last lines it printed. */
export class ImageBuildError extends LuaparityError {
  readonly step: string
  readonly output: readonly string[]

  constructor(image: string, step: string, reason: string, output: readonly string[]) {
    const shown = output.map((line) => `  ${line}`).join('\n')
    super('ERR_IMAGE_BUILD', `Building ${image} failed at ${step}: ${reason}${shown && `\n${shown}`}`, {
      hint: 'The lines above are the last that the failing step printed. Most often a download failed: check that containers reach the network, then run `luaparity setup` again; steps that succeeded are not repeated.',
    })
    this.step = step
    this.output = output
  }
}

// Enough for a compiler's first error with its context.
const OUTPUT_LINES = 20

/** Follows a build's messages: which step it is at, what that step printed last, and whether it failed. */
export class BuildProgress {
  readonly #image: string
  readonly #onStep: (step: string) => void
  readonly #output = new LastLines(OUTPUT_LINES)
  #step = 'the start'
  #failure: string | null = null

  /** `onStep` gets each step as the engine announces it, e.g. `Step 3/8 : RUN apt-get update`. */
  constructor(image: string, onStep: (step: string) => void) {
    this.#image = image
    this.#onStep = onStep
  }

  take(message: BuildMessage): void {
    if (message.error !== undefined) this.#failure = (message.errorDetail?.message ?? message.error).trim()
    for (const line of (message.stream ?? message.status ?? '').split('\n')) {
      if (/^Step \d+\/\d+ : /.test(line)) this.#enter(line.trim())
      else this.#output.push(withoutColour(line))
    }
  }

  /** Throws `ImageBuildError` when a message told of a failure. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.error(this.#failure)
  }

  /** The error for a failure which the engine did not tell of itself, e.g. a connection that broke. */
  error(reason: string): ImageBuildError {
    return new ImageBuildError(this.#image, this.#step, reason, this.#output.all)
  }

  #enter(step: string): void {
    this.#step = step
    this.#output.clear()
    this.#onStep(step)
  }
}

// The engine colours what a step wrote to stderr.
function withoutColour(line: string): string {
  return line.replace(/\u001b\[[0-9;]*m/g, '')
}
