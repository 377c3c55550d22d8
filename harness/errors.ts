/** Options every Luaparity error takes besides its message. */
export interface LuaparityErrorOptions {
  /** The error that led to this one, kept as `cause`. */
  cause?: unknown
  /** What the user can do about it, one or more sentences, printed below the message. */
  hint?: string
}

/**
 * The one base class of every error this project raises on purpose. `code` is stable and meant for
 * programs; `message` says what was wrong and where; `hint` says what to do next.
 */
export class LuaparityError extends Error {
  readonly code: string
  readonly hint: string | null

  constructor(code: string, message: string, options: LuaparityErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = code
    this.hint = options.hint ?? null
  }
}

/** The command line, the configuration or an input file is wrong: exit code 2. */
export class UsageError extends LuaparityError {
  constructor(message: string, options: LuaparityErrorOptions = {}) {
    super('ERR_USAGE', message, options)
  }
}

/** An engine cannot be started, or has vanished; `message` is the reason shown to the user. */
export class EngineUnavailableError extends LuaparityError {
  constructor(message: string, options: LuaparityErrorOptions = {}) {
    super('ERR_ENGINE_UNAVAILABLE', message, options)
  }
}

/** The innermost message of anything thrown, in one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
