import os from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { Engine, Project } from '../../engines/engine.js'
import { FastEngine } from '../../engines/fast.js'
import { IMAGE_FOLDER, Images } from '../../engines/in-process/fast-vm/images.js'
import { WorkerPool } from '../../engines/in-process/pool.js'
import { EngineUnavailableError } from '../../errors.js'
import { checkReporter } from '../../reports/check.js'
import type { GivenAdvice } from '../../reports/reporter.js'
import { startFastPool } from '../fast-pool.js'
import { runAndReport } from '../run-and-report.js'
import type { AdvisingContext, CastingContext } from '../run-cases.js'
import type { CheckFlags } from './check.js'

const REPORTERS = {
  terminal: async () => checkReporter,
  json: async () => (await import('../../reports/json.js')).jsonReporter,
  junit: async () => (await import('../../reports/junit.js')).junitReporter,
}

// The first of the other orders is the usual one backwards: what depends on an order at all shows it.
const ORDERS = 1

/** Does what `luaparity check` was asked; the exit code is left in `process.exitCode`. */
export async function checkScripts(paths: string[], flags: CheckFlags): Promise<void> {
  const early = flags.list ? null : startFastPool(flags.jobs ?? os.availableParallelism())
  const isAdvising = flags.advice !== false
  try {
    await runAndReport(paths, flags, {
      cast: async (context) => {
        if (isAdvising) await checkConfigured(context)
        // The configuration may want another number of threads than was started on the chance.
        const pool = early && early.size !== context.jobs ? startFastPool(context.jobs) : early
        const engine = pool ? new FastEngine(() => pool, new Images(IMAGE_FOLDER)) : await standIn(context)
        return {
          engines: [engine],
          named: true,
          usual: false,
          reference: engine.name,
          orders: flags.orders ?? ORDERS,
          engineFor: async (name) => {
            throw new EngineUnavailableError(`${name} is not part of a check`)
          },
        }
      },
      reporters: REPORTERS,
      progress: 'live',
      ...(isAdvising && { advise: (context) => adviseOn(context, flags.strict === true) }),
    })
  } finally {
    await early?.destroy()
  }
}

// Before anything runs, as all that is wrong with a configuration is said.
async function checkConfigured({ config }: CastingContext): Promise<void> {
  if (config.advice.off.length === 0) return
  const { checkOff } = await import('../../advice/advise.js')
  const { RULES } = await import('../../verdicts/rules/catalogue.js')
  checkOff(config.advice.off, RULES)
}

// Loaded when the threads are at work already; it takes its turns between their results.
async function adviseOn({ cases, project, config }: AdvisingContext, strict: boolean): Promise<GivenAdvice> {
  await setImmediate()
  const { advise } = await import('../../advice/advise.js')
  const { RULES } = await import('../../verdicts/rules/catalogue.js')
  const warnings = await advise({ cases, project, config, catalogue: RULES, pause: () => setImmediate() })
  return { warnings, strict }
}

async function standIn({ jobs, memoryBytes, terminal }: CastingContext): Promise<Engine> {
  await terminal.stderr(
    'The fast VM has not been built, so lua51 checks instead; `luaparity setup` builds it where there is Docker.\n',
  )
  const { lua51 } = await import('../../engines/lua51.js')
  return lua51(
    (project: Project) =>
      new WorkerPool({ files: project.files.files }, { size: jobs, ready: 1, heapBytes: memoryBytes }),
  )
}
