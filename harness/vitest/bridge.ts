// What the module of a spec file calls, in a worker of Vitest. It is given Vitest by the module, as only that is sure to
// get the Vitest that is running; wherever this package lies, an import here might find another one.
import type { TestContext } from 'vitest'
import { FileRun } from './file-run.js'
import { luaError } from './lua-error.js'
import { PROVIDED, type Problem, type Provided, type Report } from './protocol.js'

type Vitest = Pick<typeof import('vitest'), 'describe' | 'afterAll' | 'inject' | 'TestRunner'>
type Task = ReturnType<ReturnType<Vitest['TestRunner']['getCurrentSuite']>['task']>
type Handler = (n: number, context: TestContext) => Promise<void>

/** What the module registers its tests with; `line` is null where it is not in the spec file. */
interface Registry {
  describe(name: string, line: number | null, body: () => void): void
  test(name: string, line: number | null, n: number): void
}

/** For a file (absolute path) whose tests are run on the project's engine. */
export function specs(vitest: Vitest, file: string): Registry {
  const { engine, address } = vitest.inject(PROVIDED as never) as Provided
  const tasks = new Map<number, Task>()
  const wanted = (): number[] | null => {
    // What is filtered out, Vitest has marked by now.
    const numbers = [...tasks].filter(([, { mode }]) => mode !== 'skip' && mode !== 'todo').map(([n]) => n)
    return numbers.length === tasks.size ? null : numbers
  }
  const run = new FileRun({ address, engine, file, wanted })
  vitest.afterAll(async () => {
    const errors = (await run.problems()).map(luaError)
    if (errors.length === 1) throw errors[0]
    if (errors.length > 1) throw new AggregateError(errors)
  })
  return registry(vitest, tasks, async (n, context) => conclude(await run.report(n), context))
}

/** For a file whose engine is absent, and may be. */
export function absent(vitest: Vitest, reason: string): Registry {
  return registry(vitest, new Map(), async (_, context) => context.skip(reason))
}

/** For a file that has no tests to register. */
export function fail(problem: Problem): never {
  throw luaError(problem)
}

function registry({ describe, TestRunner }: Vitest, tasks: Map<number, Task>, handler: Handler): Registry {
  return {
    describe(name, line, body) {
      setLine(describe(name, body).suite, line)
    },
    test(name, line, n) {
      const task = TestRunner.getCurrentSuite().task(name, { handler: (context) => handler(n, context) })
      setLine(task, line)
      tasks.set(n, task)
    },
  }
}

// Vitest looks for the line in the stack of whoever registers, which knows nothing of Lua.
function setLine(task: Pick<Task, 'location'> | undefined, line: number | null): void {
  if (task && line !== null) task.location = { line, column: 1 }
}

function conclude({ result, durationMs, output, errorOutput }: Report, context: TestContext): void {
  // Of a test that was cut off it is not known.
  if (durationMs > 0 || result.kind !== 'problem') setDuration(context.task.result, durationMs)
  if (output !== '') console.log(output.replace(/\n$/, ''))
  if (errorOutput !== '') console.error(errorOutput.replace(/\n$/, ''))
  if (result.kind === 'problem') throw luaError(result.problem)
  if (result.kind === 'pending') context.skip(result.reason ?? undefined)
}

// Vitest measures how long its worker waited, which for the first test of a file is how long all of them took. It writes
// that down when the test has ended.
function setDuration(result: object | undefined, durationMs: number): void {
  if (!result) return
  Object.defineProperty(result, 'duration', { enumerable: true, get: () => durationMs, set: () => {} })
}
