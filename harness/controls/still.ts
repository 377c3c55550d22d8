import type { Part } from './control.js'

/**
 * Takes away what differs from run to run by nature and can be seen by a script: addresses in the texts of objects
 * (`table: 0x00000001` is the first object that shows its own), how much memory is in use, and, where the project leaves
 * them to the VM, clock and random numbers. Each place that asks is noted as rule `address`, `memory`, `clock` or
 * `random`. Texts that C code makes of an object by itself, and `debug`, stay as they are.
 */
export function stillPart(): Part {
  return { uses: ['errors', 'still'], lua: 'C.keep_still()' }
}
