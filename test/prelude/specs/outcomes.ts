import { decodeLists } from '../../../harness/observations/values.js'
import { plain } from '../../engines/plain.js'
import { rawEvents, type SpecRun, unquoted } from './run-spec.js'
import type { PreludeVm } from './vms.js'

/** A test and how it ended, in busted's words. */
export interface Outcome {
  /** Names from the outermost block, joined by ` > `. */
  name: string
  status: string
}

const STATUSES: Readonly<Record<string, string>> = {
  pass: 'success',
  pending: 'pending',
  assertion: 'failure',
}

/**
 * What a spec printed, line by line, and its tests, without those that a hook kept from running, which busted does not
 * count as tests.
 */
export async function outcomes(
  vm: PreludeVm,
  run: SpecRun,
): Promise<{ printed: string[]; tests: Outcome[] }> {
  let printed = ''
  const tests: Outcome[] = []
  let name = ''
  for (const event of await rawEvents(vm, run)) {
    const [word = '', kind = ''] = event.split(' ')
    const rest = event.slice(word.length + 1)
    if (word === 'out') printed += unquoted(rest)
    else if (word === 'test') name = nameIn(rest)
    else if (word === 'tested') tests.push({ name, status: STATUSES[kind] ?? 'error' })
  }
  return { printed: printed.split('\n').filter((line) => line !== ''), tests }
}

function nameIn(list: string): string {
  const [[number, , , ...names] = []] = decodeLists(list).map(plain)
  return number === 0 ? '' : names.join(' > ')
}
