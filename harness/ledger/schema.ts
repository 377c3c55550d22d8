import { z } from 'zod'
import type { Config } from '../config/schema.js'
import { ENGINE_NAMES_HINT, isEngineName } from '../engines/names.js'
import { messageOf, UsageError } from '../errors.js'
import { ruleOf } from '../verdicts/rules/catalogue.js'
import type { CauseKind } from '../verdicts/verdict.js'
import { isDay } from './day.js'
import { ANY_ENGINE, readEngines } from './engines.js'

/** Name and version of the file. */
export const LEDGER_SCHEMA = 'luaparity.ledger/1'

const CAUSES: Record<CauseKind, true> = {
  crash: true,
  dialect: true,
  'order-dependent': true,
  nondeterministic: true,
  jit: true,
  gc: true,
  release: true,
  arch: true,
  space: true,
  build: true,
  embedder: true,
  host: true,
  limits: true,
  unexplained: true,
}
const causes = Object.keys(CAUSES) as [CauseKind, ...CauseKind[]]

const acceptance = z.strictObject({
  /** A case by its id (the path of its script), or a glob of such. */
  case: z.string().min(1),
  /** Names of engines and selectors of native ones, as in `-- expect:` lines, or `*`. */
  engine: z.string(),
  cause: z.enum(causes),
  /** Of a `dialect` cause only this rule; any without it. */
  rule: z.string().optional(),
  /** Of a `crash` its signature, word for word. */
  signature: z.string().min(1).optional(),
  reason: z.string().refine((text) => text.trim() !== '', 'expected a reason, which is not blank'),
  /** The last day (UTC) on which it accepts anything. */
  until: z.string().refine(isDay, 'expected a day such as "2027-01-31"').optional(),
})

/** An entry of the ledger as it is written: what is accepted, and why. */
export type Acceptance = z.infer<typeof acceptance>

/** Everything that `luaparity.ledger.json` may say in a project with these engines; unknown keys are errors. */
export function ledgerSchema(project: Pick<Config, 'engines'>) {
  const entry = acceptance.superRefine(
    (said, { addIssue }) => {
      for (const [key, message] of problemsOf(said, project))
        addIssue({ code: 'custom', path: [key], message })
    },
    // Each mistake is to be named, also where another has been found.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  return z.strictObject({ schema: z.literal(LEDGER_SCHEMA), accepted: z.array(entry) })
}

/** Keys that the object at a path of the file may have. */
export function knownLedgerKeys(path: readonly PropertyKey[]): string[] {
  return path.length === 0 ? ['schema', 'accepted'] : Object.keys(acceptance.shape)
}

// What is wrong with an entry though each value by itself may be right; of these, any may be missing.
function problemsOf(
  { engine, cause, rule, signature }: Partial<Acceptance>,
  project: Pick<Config, 'engines'>,
): [keyof Acceptance, string][] {
  const problems: [keyof Acceptance, string][] = []
  const engines = typeof engine === 'string' ? problemWithEngines(engine, project) : null
  if (engines !== null) problems.push(['engine', engines])
  if (rule !== undefined && cause !== 'dialect') problems.push(['rule', 'only for the cause dialect'])
  else if (typeof rule === 'string' && !ruleOf(rule))
    problems.push(['rule', `there is no rule "${rule}"; \`luaparity rules\` lists them`])
  if (signature !== undefined && cause !== 'crash') problems.push(['signature', 'only for the cause crash'])
  if (signature === undefined && cause === 'crash')
    problems.push([
      'signature',
      'a crash is accepted by its signature only, as any other crash would be hidden too',
    ])
  return problems
}

// An engine with a slip in its name would never be in a run, and its entry never be found to be stale.
function problemWithEngines(text: string, project: Pick<Config, 'engines'>): string | null {
  try {
    const terms = readEngines(text)
    if (terms.length === 0) return 'names no engine; "*" means any'
    const unknown = terms.find((term) => term !== ANY_ENGINE && !isEngineName(term, project))
    return unknown === undefined ? null : `there is no engine "${unknown}"; ${ENGINE_NAMES_HINT}`
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.hint === null ? messageOf(error) : `${messageOf(error)}; ${error.hint}`
  }
}
