import type { Case } from '../../cases/case.js'
import { type LoadedConfig, loadConfig } from '../../config/load.js'
import { UsageError } from '../../errors.js'
import { isDay, utcDay } from '../../ledger/day.js'
import { describeEntry } from '../../ledger/describe.js'
import { meansAny, readEngines } from '../../ledger/engines.js'
import { ledgerEntry } from '../../ledger/entry.js'
import { ledgerFile, readAccepted } from '../../ledger/load.js'
import { proposeEntries } from '../../ledger/propose.js'
import type { Acceptance } from '../../ledger/schema.js'
import { extendLedger, writeLedger } from '../../ledger/write.js'
import { terminalReporter } from '../../reports/terminal.js'
import { type CaseResult, exitCodeOf, type RunResult } from '../../runs/result.js'
import { findCases } from '../../specs/find-cases.js'
import { isGreen } from '../../verdicts/verdict.js'
import { castEngines } from '../cast-engines.js'
import { runCases } from '../run-cases.js'
import { processTerminal, type Terminal } from '../terminal.js'
import { version } from '../version.js'
import type { AcceptFlags } from './accept.js'

/**
 * Runs a case as `run` would, and writes an entry for each difference and engine that nothing accepts yet. Throws
 * UsageError where there is nothing to accept, or what is wrong is no difference.
 */
export async function acceptCase(path: string, flags: AcceptFlags): Promise<void> {
  const today = utcDay(new Date())
  const reason = reasonOf(flags)
  const until = untilOf(flags, today)
  const only = flags.engine === undefined ? null : readEngines(flags.engine)
  const terminal = processTerminal()
  const loaded = await loadConfig(process.cwd(), flags.config)
  const testCase = await findCase(path, flags, loaded)
  const { file, path: ledgerPath } = ledgerFile(loaded)
  const known = (await readAccepted(ledgerPath, loaded.config)) ?? []
  const ledger = { file, entries: known.map(ledgerEntry) }
  const { result } = await runCases(
    { cases: [testCase], allCases: false, flags, loaded, ledger, terminal },
    { cast: (context) => castEngines(flags, context), progress: 'plain' },
  )
  await show(result, terminal)
  if (result.cutShort !== null) {
    process.exitCode = 130
    return
  }
  const caseResult = acceptable(resultOf(path, testCase, result), result)
  const { engines } = result
  if (only !== null) checkEngines(flags.engine!, only, result)
  const differences = differencesOf(caseResult)
  const wanted = proposeEntries(differences, { caseId: caseResult.case.id, engines, only, reason, until })
  if (wanted.length === 0) throw nothingToAccept(caseResult, flags)
  const { accepted, added } = extendLedger(known, wanted, today)
  await writeLedger(ledgerPath, accepted)
  await terminal.stdout(`\n${said(file, added).join('\n')}\n`)
}

function reasonOf({ reason = '' }: AcceptFlags): string {
  if (reason.trim() !== '') return reason.trim()
  throw new UsageError('--reason is missing: why is the difference accepted?', {
    hint: 'The reason stands in the ledger and in every report, so that whoever meets the difference later can tell whether it still holds.',
  })
}

function untilOf({ until }: AcceptFlags, today: string): string | null {
  if (until === undefined) return null
  if (!isDay(until)) throw new UsageError(`--until takes a day such as 2027-01-31, not "${until}"`)
  if (until < today) throw new UsageError(`--until ${until} is over already: today is ${today} (UTC)`)
  return until
}

async function findCase(path: string, flags: AcceptFlags, loaded: LoadedConfig): Promise<Case> {
  const seed = flags.seed ?? loaded.config.seed
  // A test is named by its id, which begins with its file.
  const [file] = path.split(' > ', 1)
  const { cases } = await findCases(loaded, { cwd: process.cwd(), paths: [file!], seed, flags: {} })
  if (cases.length === 1) return cases[0]!
  throw new UsageError(`${path} stands for ${cases.length} scripts; differences are accepted one by one`, {
    hint: `Name one of them: ${cases.map(({ id }) => id).join(', ')}. An entry for many can be written into the ledger by hand.`,
  })
}

async function show(result: RunResult, { stdout, stdoutColours, width }: Terminal): Promise<void> {
  const exitCode = exitCodeOf(result, { requireEngines: false })
  await stdout(
    terminalReporter({ result, version, exitCode }, { colours: stdoutColours, verbose: false, width }),
  )
}

// What is wrong besides differences would stay red whatever the ledger says.
// Of a spec file, the test of the id that was given.
function resultOf(id: string, { spec, file }: Case, { cases }: RunResult): CaseResult {
  const result = spec ? cases.find((each) => each.case.id === id) : cases[0]
  if (result) return result
  if (!spec || cases.length === 0)
    throw new UsageError('the case has no result, so there is nothing to accept')
  const open = cases.filter(({ judgement }) => !isGreen(judgement)).map((each) => each.case.id)
  throw new UsageError(`${id} stands for ${cases.length} tests; differences are accepted one by one`, {
    hint:
      open.length > 0
        ? `Name one of them: ${open.join(', ')}.`
        : `All tests of ${file} are as they should be.`,
  })
}

function acceptable(result: CaseResult, { engines }: RunResult): CaseResult {
  const { id } = result.case
  const { verdict, unmet, failures } = result.judgement
  if (verdict.kind === 'undecided') {
    throw new UsageError(`${id} was not run, so there is nothing to accept: ${verdict.reason}`, {
      hint: '`luaparity doctor` says what is missing; --engines names engines that are there.',
    })
  }
  if (unmet.length > 0) {
    throw new UsageError(`${id} is not what it says it expects: ${unmet.join('; ')}`, {
      hint: 'Change its `-- expect:` lines first; they come before the ledger.',
    })
  }
  if (failures.length > 0) {
    throw new UsageError(
      `${id} fails, which is no difference and cannot be accepted: ${failures.join('; ')}`,
      {
        hint: 'Mend the script; where it is meant to end so, it can say that itself: `-- expect: error`.',
      },
    )
  }
  const reference = engines.find((engine) => engine.reference)?.name
  if (reference === undefined || result.observations.get(reference)?.outcome === 'unavailable') {
    const name = reference ?? 'the reference'
    throw new UsageError(`${id} was not run on ${name}, so it is not known what differs from that engine`, {
      hint: '`luaparity doctor` says what is missing; --reference names another engine to hold the others against.',
    })
  }
  return result
}

function checkEngines(text: string, terms: readonly string[], { engines }: RunResult): void {
  const unknown = terms.filter((term) => !engines.some((engine) => meansAny([term], engine)))
  if (terms.length > 0 && unknown.length === 0) return
  throw new UsageError(`--engine ${text} is none of the engines of this run`, {
    hint: `Engines: ${engines.map(({ name }) => name).join(', ')}.`,
  })
}

function differencesOf({ judgement: { verdict } }: CaseResult) {
  return verdict.kind === 'difference' ? verdict.differences : []
}

function nothingToAccept(result: CaseResult, { engine }: AcceptFlags): UsageError {
  const { id } = result.case
  const differences = differencesOf(result)
  if (differences.length === 0) return new UsageError(`${id} has nothing to accept: all engines agree`)
  const open = differences.filter(({ accepted }) => !accepted).flatMap(({ engines }) => engines)
  if (open.length === 0)
    return new UsageError(`${id} has nothing to accept: all that differs is accepted already`)
  return new UsageError(`${id} has nothing to accept on ${engine}`, {
    hint: `What is not accepted yet is on ${[...new Set(open)].join(', ')}.`,
  })
}

function said(file: string, added: readonly Acceptance[]): string[] {
  const count = added.length === 1 ? '1 entry' : `${added.length} entries`
  const broad = added.filter(({ cause }) => cause === 'unexplained' || cause === 'nondeterministic')
  return [
    `${file}: ${count} written`,
    ...added.map((entry) => `  ${describeEntry(entry)}`),
    ...broad.map(
      ({ engine, cause }) =>
        `Mind that any other ${cause} difference of this case on ${engine} is now hidden, too.`,
    ),
  ]
}
