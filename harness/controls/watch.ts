import { controlText, type Part } from './control.js'

/**
 * Changes nothing, and notes what a script survives: chunks and modules that do not compile (rule `load`, the message in
 * `is`, the text in `instead` where it was given as text) and errors for want of memory that it catches (`memory-limit`).
 */
export function watchPart(): Part {
  return { lua: `(function(...)\n${controlText('watch')}\nend)(C)` }
}
