// What the module of a spec file calls, in a worker of Vitest. It is given Vitest by the module, as only that is sure to
// get the Vitest that is running; wherever this package lies, an import here might find another one.
import type { TestContext } from 'vitest'
import { askForTests } from './client.js'
import { FileRun, type Report } from './file-run.js'
import { luaError } from './lua-error.js'
import { type Entry, PROVIDED, type Provided } from './protocol.js'

type Vitest = Pick<typeof import('vitest'), 'describe' | 'afterAll' | 'inject' | 'TestRunner'>
type Suite = ReturnType<Vitest['TestRunner']['getCurrentSuite']>
type Task = ReturnType<Suite['task']>
type Handler = (n: number, context: TestContext) => Promise<void>

/** Registers the tests of a spec file; throws when it has none to register. */
export async function registerSpecs(vitest: Vitest, file: string): Promise<void> {
  const { engine, address } = vitest.inject(PROVIDED as never) as Provided
  const listing = await askForTests(address, { engine, file })
  switch (listing.kind) {
    case 'problem':
      throw luaError(listing.problem)
    case 'absent': {
      const { entries, reason } = listing
      const placeholder: Entry = { kind: 'test', name: `${engine} is not available`, line: null, n: 1 }
      register(vitest, entries.length > 0 ? entries : [placeholder], async (_, context) =>
        context.skip(reason),
      )
      return
    }
    case 'tests':
      registerTests(vitest, listing.entries, { engine, address }, file)
  }
}

function registerTests(
  vitest: Vitest,
  entries: readonly Entry[],
  { engine, address }: Provided,
  file: string,
): void {
  const tasks = new Map<number, Task>()
  const wanted = (): number[] | null => {
    // What is filtered out, Vitest has marked by now.
    const numbers = [...tasks].filter(([, { mode }]) => mode !== 'skip' && mode !== 'todo').map(([n]) => n)
    return numbers.length === tasks.size ? null : numbers
  }
  const run = new FileRun({ address, engine, file, wanted })
  register(vitest, entries, async (n, context) => conclude(await run.report(n), context), tasks)
  vitest.afterAll(async () => {
    const errors = (await run.problems()).map(luaError)
    if (errors.length === 1) throw errors[0]
    if (errors.length > 1) throw new AggregateError(errors)
  })
}

function register(
  vitest: Vitest,
  entries: readonly Entry[],
  handler: Handler,
  tasks?: Map<number, Task>,
): void {
  for (const entry of entries) {
    if (entry.kind === 'block') {
      const { suite } = vitest.describe(entry.name, () => register(vitest, entry.entries, handler, tasks))
      setLine(suite, entry.line)
      continue
    }
    const { name, n, line } = entry
    const task = vitest.TestRunner.getCurrentSuite().task(name, {
      handler: (context) => handler(n, context),
    })
    setLine(task, line)
    tasks?.set(n, task)
  }
}

// Vitest looks for the line in the stack of whoever registers, which knows nothing of Lua.
function setLine(task: Pick<Task, 'location'> | undefined, line: number | null): void {
  if (task && line !== null) task.location = { line, column: 1 }
}

function conclude({ result, output, errorOutput }: Report, context: TestContext): void {
  if (output !== '') console.log(output.replace(/\n$/, ''))
  if (errorOutput !== '') console.error(errorOutput.replace(/\n$/, ''))
  if (result.kind === 'problem') throw luaError(result.problem)
  if (result.kind === 'pending') context.skip(result.reason ?? undefined)
}
