import { z } from 'zod'
import { messageOf, UsageError } from '../errors.js'
import { ruleOf } from '../verdicts/rules/catalogue.js'
import type { CauseKind } from '../verdicts/verdict.js'
import { isDay } from './day.js'
import { readEngines } from './engines.js'

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

const acceptance = z
  .strictObject({
    /** A case by its id (the path of its script), or a glob of such. */
    case: z.string().min(1),
    /** Names of engines and selectors of native ones, as in `-- expect:` lines, or `*`. */
    engine: z.string().superRefine((text, context) => {
      const message = problemWithEngines(text)
      if (message !== null) context.addIssue({ code: 'custom', message })
    }),
    cause: z.enum(causes),
    /** Of a `dialect` cause only this rule; any without it. */
    rule: z.string().optional(),
    /** Of a `crash` its signature, word for word. */
    signature: z.string().min(1).optional(),
    reason: z.string().refine((text) => text.trim() !== '', 'expected a reason, which is not blank'),
    /** The last day (UTC) on which it accepts anything. */
    until: z.string().refine(isDay, 'expected a day such as "2027-01-31"').optional(),
  })
  .superRefine(({ cause, rule, signature }, context) => {
    const problem = (path: 'rule' | 'signature', message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (rule !== undefined && cause !== 'dialect') problem('rule', `only for the cause dialect, not ${cause}`)
    else if (rule !== undefined && !ruleOf(rule))
      problem('rule', `there is no rule "${rule}"; \`luaparity rules\` lists them`)
    if (signature !== undefined && cause !== 'crash')
      problem('signature', `only for the cause crash, not ${cause}`)
    if (signature === undefined && cause === 'crash')
      problem(
        'signature',
        'a crash is accepted by its signature only, as any other crash would be hidden too',
      )
  })

/** Everything that `luaparity.ledger.json` may say; unknown keys are errors. */
export const ledgerSchema = z.strictObject({
  schema: z.literal(LEDGER_SCHEMA),
  accepted: z.array(acceptance),
})

/** An entry of the ledger as it is written: what is accepted, and why. */
export type Acceptance = z.infer<typeof acceptance>

/** Keys that the object at a path of the file may have. */
export function knownLedgerKeys(path: readonly PropertyKey[]): string[] {
  return Object.keys(path.length === 0 ? ledgerSchema.shape : acceptance.shape)
}

function problemWithEngines(text: string): string | null {
  try {
    return readEngines(text).length === 0 ? 'names no engine; "*" means any' : null
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.hint === null ? messageOf(error) : `${messageOf(error)}; ${error.hint}`
  }
}
