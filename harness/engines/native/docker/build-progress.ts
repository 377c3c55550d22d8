import { LuaparityError } from '../../../errors.js'
import { HOW_TO_FREE_SPACE, tellsFullDisk } from './advice.js'
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
  /** Whether it failed for want of room; nothing of the build is kept then. */
  readonly isDiskFull: boolean

  constructor(image: string, step: string, reason: string, output: readonly string[]) {
    const shown = output.map((line) => `  ${line}`).join('\n')
    super('ERR_IMAGE_BUILD', `Building ${image} failed at ${step}: ${reason}${shown && `\n${shown}`}`, {
      hint: hintFor([reason, ...output]),
    })
    this.isDiskFull = [reason, ...output].some(tellsFullDisk)
    this.step = step
    this.output = output
  }
}

// As apt, curl and the engine say it.
const NETWORK =
  /temporary failure|could not (connect|resolve)|failed to fetch|unable to fetch|failed to download|connection (failed|refused|timed out|reset)|network is unreachable|no such host|i\/o timeout/i

function hintFor(lines: readonly string[]): string {
  if (lines.some(tellsFullDisk)) return `${HOW_TO_FREE_SPACE} Then run \`luaparity setup\` again.`
  const cause = lines.some((line) => NETWORK.test(line))
    ? 'A download failed: check that containers reach the network and that the package mirrors answer.'
    : 'The lines above are the last that the failing step printed: correct what they name.'
  return `${cause} Then run \`luaparity setup\` again; steps that succeeded are not repeated.`
}

// Enough for a compiler's first error with its context.
const OUTPUT_LINES = 20
const STEP_LENGTH = 100
// The engine's remarks between what the steps print.
const ENGINES_OWN = /^ ---> |^Removing intermediate container /
const MADE = /^ ---> ([0-9a-f]{12,})$/
const FROM = /^Step \d+\/\d+ : FROM /i

/** Follows a build's messages: which step it is at, what that step printed last, and whether it failed. */
export class BuildProgress {
  readonly #image: string
  readonly #onStep: (step: string) => void
  readonly #output = new LastLines(OUTPUT_LINES)
  readonly #made: string[] = []
  #isCached = false
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

  /** Ids of the images that this build has made, step by step; those it found made already are not among them. */
  get made(): readonly string[] {
    return this.#made
  }

  /** Throws `ImageBuildError` when a message told of a failure. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.error(this.#failure)
  }

  /** The error for a failure which the engine did not tell of itself, e.g. a connection that broke. */
  error(reason: string): ImageBuildError {
    this.#takeLine(this.#unfinished)
    this.#unfinished = ''
    return new ImageBuildError(this.#image, this.#step, reason.trim(), this.#output.all)
  }

  #takeLine(line: string): void {
    if (/^Step \d+\/\d+ : /.test(line)) this.#enter(inOneLine(line))
    else if (ENGINES_OWN.test(line)) this.#takeRemark(line)
    else this.#output.push(line)
  }

  #takeRemark(line: string): void {
    if (line === ' ---> Using cache') this.#isCached = true
    const id = MADE.exec(line)?.[1]
    if (id !== undefined && !this.#isCached && !FROM.test(this.#step)) this.#made.push(id)
  }

  #enter(step: string): void {
    this.#step = step
    this.#isCached = false
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
