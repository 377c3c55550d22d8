import { isCI } from 'ci-info'
import pc from 'picocolors'

/** The process's streams, the only place that touches them. */
export interface Terminal {
  /** Resolves when the text has been handed over, so that a process may exit after it. */
  stdout(text: string): Promise<void>
  stderr(text: string): Promise<void>
  stdoutColours: boolean
  stderrColours: boolean
  /** Whether a line may be drawn over on standard error. */
  live: boolean
  width: number
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const coloured = (stream: NodeJS.WriteStream): boolean =>
    pc.isColorSupported && (stream.isTTY === true || 'FORCE_COLOR' in process.env)
  return {
    stdout: (text) => write(process.stdout, text),
    stderr: (text) => write(process.stderr, text),
    stdoutColours: coloured(process.stdout),
    stderrColours: coloured(process.stderr),
    live: process.stderr.isTTY === true && !isCI,
    width: process.stdout.columns ?? 100,
  }
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A reader that has gone away (`| head`) is no reason to fail. The error comes to the callback and
    // as an event, which nobody else listens to.
    const ignore = (): void => {}
    stream.on('error', ignore)
    stream.write(text, (error) => {
      setImmediate(() => stream.off('error', ignore))
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error)
      else resolve()
    })
  })
}
