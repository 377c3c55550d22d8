import { Option } from 'commander'
import { UsageError } from '../../errors.js'
import type { SpecFlags } from '../../specs/spec-setup.js'
import { EXPLAIN_LEVELS, type ExplainLevel } from '../../verdicts/explain/lab.js'

/** The options that `run` and `check` share, as commander hands them over. */
export interface CaseFlags extends SpecFlags {
  eval: string[]
  seed?: number
  timeout?: number
  jobs?: number
  reporter: string[]
  output: string[]
  bail?: boolean
  list?: boolean
  verbose?: boolean
  config?: string
  explain?: ExplainLevel
  repeats?: number
}

const collect = (value: string, earlier: string[]): string[] => [...earlier, value]

/** One definition for each option; the help and the parsing both come from it. */
export function caseOptions(): Option[] {
  return [
    new Option('-e, --eval <lua>', 'run this Lua text as a case (repeatable)')
      .argParser(collect)
      .default([], ''),
    new Option('--seed <n>', 'seed of math.random and of the host').argParser(integer('--seed', 0)),
    new Option('--timeout <ms>', 'wall-clock limit of a case, in milliseconds').argParser(
      integer('--timeout', 1),
    ),
    new Option('--jobs <n>', 'cases at once (default: one a processor)').argParser(integer('--jobs', 1)),
    new Option('--reporter <name>', 'terminal, json or junit (repeatable)')
      .argParser(collect)
      .default([], 'terminal'),
    new Option(
      '--output <file>',
      'file of the json or junit report; one for each, in the same order (repeatable)',
    )
      .argParser(collect)
      .default([], 'standard output'),
    new Option('--bail', 'end at the first case that is not as it should be'),
    new Option('--list', 'print the cases that would run, and end'),
    new Option('--verbose', 'show the details of accepted differences too'),
    new Option(
      '--explain <level>',
      'how far to go for the cause of a difference: full builds engines and raises limits for it (default: quick)',
    ).choices(EXPLAIN_LEVELS),
    new Option(
      '--repeats <n>',
      'further runs that show whether an engine does the same (default: 3)',
    ).argParser(integer('--repeats', 1)),
    new Option('--config <file>', 'configuration file (default: the nearest luaparity.config.*)'),
  ]
}

/** Parses a whole number of at least `minimum`, or throws UsageError. */
export function integer(name: string, minimum: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < minimum) {
      throw new UsageError(`${name} takes a whole number of at least ${minimum}, not "${text}"`)
    }
    return value
  }
}
