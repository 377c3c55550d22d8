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
      hint: `${hintFor([reason, ...output])} Then run \`luaparity setup\` again; steps that succeeded are not repeated.`,
    })
    this.step = step
    this.output = output
  }
}

// As apt, curl and the engine say it.
const NETWORK =
  /temporary failure|could not (connect|resolve)|failed to fetch|unable to fetch|failed to download|connection (failed|refused|timed out|reset)|network is unreachable|no such host|i\/o timeout/i

// As the kernel says it, and as dpkg and apt do.
const NO_SPACE = /no space left on device|not enough free space|disk quota exceeded/i

function hintFor(lines: readonly string[]): string {
  if (lines.some((line) => NO_SPACE.test(line))) {
    return 'The disk that holds the data of the Docker engine is full: `luaparity images prune` removes images of earlier versions, `docker system df` shows what else takes room.'
  }
  if (lines.some((line) => NETWORK.test(line))) {
    return 'A download failed: check that containers reach the network and that the package mirrors answer.'
  }
  return 'The lines above are the last that the failing step printed: correct what they name.'
}

// Enough for a compiler's first error with its context.
const OUTPUT_LINES = 20
const STEP_LENGTH = 100
// The engine's remarks between what the steps print.
const ENGINES_OWN = /^ ---> |^Removing intermediate container /

/** Follows a build's messages: which step it is at, what that step printed last, and whether it failed. */
export class BuildProgress {
  readonly #image: string
  readonly #onStep: (step: string) => void
  readonly #output = new LastLines(OUTPUT_LINES)
  #step = 'the start'
  #unfinished = ''
  #failure: string | null = null

  /** `onStep` gets each step as the engine announces it, e.g. `Step 3/8 : RUN apt-get update`. */
  constructor(image: string, onStep: (step: string) => void) {
    this.#image = image
    this.#onStep = onStep
  }

  take(message: BuildMessage): void {
    if (message.error !== undefined) this.#failure = (message.errorDetail?.message ?? message.error).trim()
    if (message.status !== undefined) this.#output.push(message.status)
    // What a step prints arrives in any pieces; a line is over only at its newline.
    const lines = (this.#unfinished + withoutColour(message.stream ?? '')).split('\n')
    this.#unfinished = lines.pop() ?? ''
    for (const line of lines) this.#takeLine(line)
  }

  /** Throws `ImageBuildError` when a message told of a failure. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.error(this.#failure)
  }

  /** The error for a failure which the engine did not tell of itself, e.g. a connection that broke. */
  error(reason: string): ImageBuildError {
    this.#takeLine(this.#unfinished)
    this.#unfinished = ''
    return new ImageBuildError(this.#image, this.#step, reason, this.#output.all)
  }

  #takeLine(line: string): void {
    if (/^Step \d+\/\d+ : /.test(line)) this.#enter(inOneLine(line))
    else if (!ENGINES_OWN.test(line)) this.#output.push(line)
  }

  #enter(step: string): void {
    this.#step = step
    this.#output.clear()
    this.#onStep(step)
  }
}

// An instruction joined from many source lines keeps their indentation; its beginning tells which one it is.
function inOneLine(step: string): string {
  const line = step.trim().replace(/\s+/g, ' ')
  return line.length <= STEP_LENGTH ? line : `${line.slice(0, STEP_LENGTH - 1)}…`
}

// The engine colours what a step wrote to stderr.
function withoutColour(line: string): string {
  return line.replace(/\u001b\[[0-9;]*m/g, '')
}
