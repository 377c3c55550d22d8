import type { Problem } from './protocol.js'

/**
 * A problem as an error to throw. Its stack has the Lua files alone, in the form that V8 writes: Vitest takes them for
 * where it happened, and shows their code.
 */
export function luaError({ name, message, frames }: Problem): Error {
  const error = new Error(message)
  error.name = name
  const lines = frames.map(({ name, file, line, column }) => {
    const place = `${file}:${line}:${column}`
    return name === '' ? `    at ${place}` : `    at ${name} (${place})`
  })
  error.stack = [`${name}: ${message}`, ...lines].join('\n')
  return error
}
