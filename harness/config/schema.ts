import { z } from 'zod'
import { MATRIX_NAMES } from '../engines/native/axes.js'
import { EXPLAIN_LEVELS } from '../verdicts/explain/lab.js'
import { issueLines } from './issues.js'

const path = z.string().min(1)
const mebibytes = z.number().positive()

const engineDefinition = z.union([
  z.literal(true),
  z.strictObject({
    /** A Docker image of one's own, with Ruby and a Lua in it; used as it is. */
    image: z.string().min(1),
    /** How its Lua is used: `luajit`, `rufus-lua`, or a Ruby file. */
    adapter: path,
    /** Environment of the container. */
    env: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    /** Docker image that holds the executable; without one it is this machine's. */
    image: z.string().min(1).optional(),
    /** Executable and leading arguments; appended is the path of a Lua file, in an image `-` for standard input. */
    command: z.array(z.string().min(1)).min(1),
  }),
])

const limits = z.strictObject({
  /** Wall-clock milliseconds a case. */
  timeoutMs: z.number().int().positive().default(5000),
  /** VM instructions a case, on the engine that counts them (`fast`): the same on every machine. */
  instructions: z.number().int().positive().optional(),
  /** CPU milliseconds a case, on the native engines: a machine under load does not use them up. */
  cpuMs: z.number().int().positive().optional(),
  /** Memory a case, in MiB. */
  memoryMb: mebibytes.default(256),
  /** Output kept of a case, in KiB. */
  outputKb: z.number().positive().default(1024),
  /** Encoded size of the values a case may return, in KiB. */
  valuesKb: z
    .number()
    .positive()
    .default(16 * 1024),
  /** Processes that a case may have started at once, on the native engines; only ffi can start any. */
  children: z.number().int().min(0).default(16),
})

/** Everything `luaparity.config.ts` may say; unknown keys are errors. Paths are relative to its folder. */
export const configSchema = z.strictObject({
  /** Globs of the files that are cases; the default is every Lua file, where there are no specs. */
  scripts: z.array(path).optional(),
  /** Globs of the spec files, whose tests are cases. */
  specs: z.array(path).optional(),
  /** `package.path` of the scripts: templates with `?`. */
  modules: z.array(path).default(['?.lua', '?/init.lua']),
  /** How spec files are run, where busted would be told by its options. */
  busted: z
    .strictObject({
      /** File of its own configuration; the default, `.busted`, need not be there. */
      file: path.optional(),
      /** Which of the configurations in it. */
      run: z.string().min(1).optional(),
    })
    .prefault({}),
  /** Globs of further files that scripts may read with io.open. */
  data: z.array(path).default([]),
  /** Names of engines, or names with how to start them; the default is every engine there is. */
  engines: z.union([z.array(z.string().min(1)).min(1), z.record(z.string(), engineDefinition)]).optional(),
  /** A set of native engines, in place of those that `engines` would have. */
  matrix: z.enum(MATRIX_NAMES).optional(),
  /** The engine the others are held against. */
  reference: z.string().min(1).default('native'),
  limits: limits.prefault({}),
  /** The host contract, implemented twice. */
  host: z.strictObject({ lua: path.optional(), ruby: path.optional() }).prefault({}),
  /** How far to go for the cause of a difference. */
  explain: z
    .strictObject({
      level: z.enum(EXPLAIN_LEVELS).default('quick'),
      /** Further runs of a case on an engine, to see whether it does the same. */
      repeats: z.number().int().min(1).max(100).default(3),
    })
    .prefault({}),
  /** File of the accepted differences; the default, `luaparity.ledger.json`, need not be there. */
  ledger: path.optional(),
  /** Seed of math.random and of the host. */
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  /** Where the scripts' clock stands, in seconds since 1970. */
  time: z.number().int().min(0).default(1_700_000_000),
  /** What os.getenv gives. */
  env: z.record(z.string(), z.string()).default({}),
  determinism: z
    .strictObject({ clock: z.boolean().default(true), random: z.boolean().default(true) })
    .prefault({}),
  /** What `luaparity check` says of scripts without running them: ids of rules that it leaves out. */
  advice: z.strictObject({ off: z.array(z.string().min(1)).default([]) }).prefault({}),
  /** Cases at once, in worker threads and in each container; the default is the number of processors. */
  jobs: z.number().int().positive().optional(),
})

/** A configuration as the user writes it: everything is optional. */
export type UserConfig = z.input<typeof configSchema>
/** A configuration with its defaults filled in. */
export type Config = z.output<typeof configSchema>

/** One line for each thing that is wrong, with its path and what was expected. */
export function describeIssues(error: z.ZodError): string[] {
  return issueLines(error, { whole: 'the configuration', knownKeys })
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  const sample = configSchema.parse({}) as Record<string, unknown>
  const parts: unknown = path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    sample,
  )
  if (path.length === 0) return Object.keys(configSchema.shape)
  if (path[0] === 'host') return ['lua', 'ruby']
  if (path[0] === 'limits') return Object.keys(limits.shape)
  if (path[0] === 'engines') return ['command', 'image', 'adapter', 'env']
  return typeof parts === 'object' && parts !== null ? Object.keys(parts) : []
}
