import { z } from 'zod'

/** Name and version of what `luaparity engines --json` prints; fields may be added to it, never renamed. */
export const ENGINES_SCHEMA = 'luaparity.engines/1'
// A run's report says the same of its engines.
const REPORT_SCHEMA = 'luaparity.report/1'

const entry = z.object({
  name: z.string().min(1),
  kind: z.string().default('unknown'),
  /** Whether the others are held against it. */
  reference: z.boolean().default(false),
  status: z.enum(['ready', 'unavailable']),
  /** Why it is unavailable. */
  reason: z.string().optional(),
  axes: z.record(z.string(), z.string()).nullable().default(null),
  /** Anything may be a fact: what it is called and what it holds is up to the engine. */
  fingerprint: z.object({ vm: z.string() }).catchall(z.json()).nullable().default(null),
})

/** What is read of a saved list of engines; what else there is in it is left alone. */
export const savedEnginesSchema = z.object({
  schema: z.enum([ENGINES_SCHEMA, REPORT_SCHEMA]),
  luaparity: z.string().optional(),
  engines: z.array(entry).min(1),
})

export type SavedEngines = z.output<typeof savedEnginesSchema>
export type SavedEngine = SavedEngines['engines'][number]
