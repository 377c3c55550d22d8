import { z } from 'zod'
import { OUTCOMES } from '../observations/observation.js'
import type { AxisCause } from '../verdicts/verdict.js'

/** Name and version of the report; fields may be added to it, never renamed. */
export const REPORT_SCHEMA = 'luaparity.report/1'

const captured = z.strictObject({ text: z.string(), base64: z.string().nullable(), truncated: z.boolean() })

const axes = z.strictObject({
  release: z.string(),
  gc: z.string(),
  jit: z.string(),
  arch: z.string(),
  space: z.string(),
  build: z.string(),
  embedder: z.string(),
})

const engine = z.strictObject({
  name: z.string(),
  kind: z.enum(['in-process', 'process', 'native']),
  reference: z.boolean(),
  /** `not-started`: the run was cut short before its turn came. */
  status: z.enum(['ready', 'unavailable', 'not-started']),
  /** Why it is not ready. */
  reason: z.string().optional(),
  /** What went wrong with it during the run and was made good. */
  incidents: z.array(z.string()),
  axes: axes.nullable(),
  fingerprint: z
    .object({ vm: z.string() })
    .catchall(z.union([z.string(), z.boolean(), z.array(z.string())]))
    .nullable(),
  /** Wall-clock times, with whatever ran beside it; null for an engine that was not ready. */
  timing: z
    .strictObject({
      /** Until it was ready, the start of a container included. */
      startMs: z.number().nonnegative(),
      /** From its first case to its last, and how many there were. */
      runMs: z.number().nonnegative(),
      cases: z.number().int(),
      casesPerSecond: z.number().nonnegative().nullable(),
    })
    .nullable(),
})

const confidence = z.enum(['confirmed', 'likely', 'unconfirmed'])
const axisCause = (kind: AxisCause) =>
  z.strictObject({ kind: z.literal(kind), from: z.string(), to: z.string(), confidence })

const cause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('crash'), signature: z.string(), confidence }),
  z.strictObject({ kind: z.literal('dialect'), rule: z.string(), confidence }),
  z.strictObject({ kind: z.literal('order-dependent'), confidence }),
  /** The same engine did otherwise in `differing` of `runs` further runs. */
  z.strictObject({
    kind: z.literal('nondeterministic'),
    differing: z.number().int(),
    runs: z.number().int(),
    confidence,
  }),
  axisCause('jit'),
  axisCause('gc'),
  axisCause('release'),
  axisCause('arch'),
  axisCause('space'),
  axisCause('build'),
  axisCause('embedder'),
  z.strictObject({ kind: z.literal('host'), confidence }),
  z.strictObject({ kind: z.literal('limits'), confidence }),
  z.strictObject({ kind: z.literal('unexplained'), confidence }),
])

const difference = z.strictObject({
  engines: z.array(z.string()).min(1),
  against: z.string().nullable(),
  accepted: z.boolean(),
  acceptedBy: z.string().nullable(),
  /** What accepted it until a day that has passed. */
  ranOut: z.string().optional(),
  cause,
  /** Where in the script it comes from. */
  place: z.strictObject({ file: z.string(), line: z.number().int() }).nullable(),
  /** The cause in half a line. */
  headline: z.string().nullable(),
  /** What control runs showed. */
  evidence: z.array(z.string()),
  aspect: z.string(),
  summary: z.string(),
  diff: z.array(z.string()).max(20),
})

const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agree'), compared: z.array(z.string()).min(1) }),
  z.strictObject({
    kind: z.literal('difference'),
    compared: z.array(z.string()),
    differences: z.array(difference).min(1),
  }),
  z.strictObject({ kind: z.literal('undecided'), compared: z.array(z.string()).max(0), reason: z.string() }),
])

const observation = z.strictObject({
  outcome: z.enum(OUTCOMES),
  /** Why the outcome is what it is, where nothing else says it. */
  reason: z.string().nullable(),
  durationMs: z.number().nonnegative(),
  /** Canonical encoding of the returned values (grammar in docs/report.md); null unless the script ended. */
  values: z.string().nullable(),
  output: captured,
  errorOutput: captured,
  rawOutput: captured,
  error: z
    .strictObject({
      kind: z.string(),
      message: z.string(),
      value: z.string().nullable(),
      file: z.string().nullable(),
      line: z.number().int().nullable(),
      traceback: z.array(z.string()),
    })
    .nullable(),
  hostCalls: z.array(
    z.strictObject({
      name: z.string(),
      arguments: z.string(),
      results: z.string(),
      /** The value that it raised; null when it returned. */
      error: z.string().nullable(),
    }),
  ),
  crash: z
    .strictObject({
      signal: z.string().nullable(),
      address: z.string().nullable(),
      signature: z.string(),
      /** The VM's own last word: a failed assertion, an error that AddressSanitizer found. */
      report: z.string().nullable(),
      confirmed: z.boolean(),
      lua: z.array(z.string()),
      native: z.array(z.string()),
    })
    .nullable(),
  jit: z
    .strictObject({
      traces: z.number().int(),
      aborts: z.number().int(),
      flushes: z.number().int(),
      /** Why recordings were aborted, and on which line; the most frequent first. */
      reasons: z.array(z.strictObject({ reason: z.string(), at: z.string(), count: z.number().int() })),
    })
    .nullable(),
  /** Whether it passed with the JIT compiler on, and nothing was compiled. */
  jitIdle: z.boolean(),
  /** How the case ended under each setting of an engine that tries several, the first being what the others are held against. */
  settings: z
    .array(z.strictObject({ setting: z.string(), outcome: z.enum(OUTCOMES), differs: z.boolean() }))
    .nullable(),
})

const caseReport = z.strictObject({
  id: z.string(),
  kind: z.enum(['script', 'test', 'snippet']),
  file: z.string().nullable(),
  line: z.number().int(),
  /** Whether nothing about the case needs attention. */
  ok: z.boolean(),
  /** The engine the others were held against. */
  reference: z.string().nullable(),
  expectations: z.array(z.string()),
  unmet: z.array(z.string()),
  failures: z.array(z.string()),
  verdict,
  observations: z.record(z.string(), observation),
})

const adviceReport = z.strictObject({
  rule: z.string(),
  file: z.string(),
  /** From 1; columns in characters. */
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  message: z.string(),
  /** What to write instead. */
  advice: z.string(),
  /** The engines that lack something, or do otherwise than the reference. */
  engines: z.array(z.string()),
})

const ledgerEntry = z.strictObject({
  case: z.string(),
  engine: z.string(),
  cause: z.string(),
  rule: z.string().optional(),
  signature: z.string().optional(),
  reason: z.string(),
  until: z.string().optional(),
})

/** The JSON report, as `--reporter json` writes it. */
export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  run: z.strictObject({
    id: z.string(),
    startedAt: z.iso.datetime(),
    durationMs: z.number().nonnegative(),
    seed: z.number().int(),
    luaparity: z.string(),
    shard: z.null(),
    /** Cases planned; more than are listed when the run was cut short. */
    planned: z.number().int(),
    cutShort: z.enum(['interrupted', 'bail']).nullable(),
  }),
  engines: z.array(engine),
  cases: z.array(caseReport),
  /** What `check` saw in the scripts without running them, sorted by file and position. */
  advice: z.array(adviceReport),
  /** What has become of the project's ledger; null where there is none. */
  ledger: z
    .strictObject({
      file: z.string(),
      /** How many entries it has. */
      entries: z.number().int(),
      /** Entries that match nothing any more; they fail the run. */
      stale: z.array(ledgerEntry),
      /** The others whose last day is over. */
      expired: z.array(ledgerEntry),
    })
    .nullable(),
  summary: z.strictObject({
    cases: z.number().int(),
    agree: z.number().int(),
    differences: z.number().int(),
    accepted: z.number().int(),
    /** Those of the accepted that the ledger accepts, wholly or in part. */
    acceptedByLedger: z.number().int(),
    failures: z.number().int(),
    crashes: z.number().int(),
    /** Tests that their author has put off. */
    pending: z.number().int(),
    unavailable: z.number().int(),
  }),
  exitCode: z.number().int(),
})

export type Report = z.infer<typeof reportSchema>
export type ObservationReport = z.infer<typeof observation>
