import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EngineUnavailableError } from '../../harness/errors.js'
import { emptyObservation, type Observation } from '../../harness/observations/observation.js'
import type { SpecListing, SpecSession, SpecSessionOptions, SpecTest } from '../../harness/vitest/session.js'

/**
 * A session without an engine: `describe` and `it` are read line by line, and what a test comes to is said behind it,
 * `--> fail game/combat.lua:3 message`, `--> pending reason`, `--> print text`, a pass otherwise. The engine `gone` is never
 * available.
 */
export async function openFakeSession({ cwd }: SpecSessionOptions): Promise<SpecSession> {
  return {
    root: cwd,
    async list(engine, file): Promise<SpecListing> {
      available(engine)
      const { tests, problem } = read(cwd, file)
      return {
        tests: tests.map(({ observation, ...test }) => ({ ...test, pending: isPending(observation) })),
        problem,
      }
    },
    async run(engine, file, only, onTest) {
      available(engine)
      const tests = read(cwd, file).tests.filter(({ n }) => only === null || n === 0 || only.includes(n))
      for (const test of tests) onTest(test)
      return { tests, problem: null }
    },
    filesChanged() {},
    dependencies: (file) =>
      [...readFileSync(file, 'utf8').matchAll(/require\W+([\w.]+)/g)].map(([, name]) =>
        join(cwd, `${name!.replaceAll('.', '/')}.lua`),
      ),
    async stop() {},
  }
}

function available(engine: string): void {
  if (engine === 'gone')
    throw new EngineUnavailableError('no Docker engine answers', {
      hint: 'Start one, or run `luaparity setup`.',
    })
}

function isPending({ outcome }: Observation): boolean {
  return (outcome as string) === 'pending'
}

function read(root: string, file: string): { tests: SpecTest[]; problem: Observation | null } {
  const tests: SpecTest[] = []
  const open: { name: string; indent: number }[] = []
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  for (const [index, text] of lines.entries()) {
    const [, indent, word, name, told] =
      /^(\s*)(describe|it|broken)\W+'([^']*)'.*?(?:--> (.*))?$/.exec(text) ?? []
    if (word === undefined) continue
    while (open.length > 0 && open.at(-1)!.indent >= indent!.length) open.pop()
    if (word === 'broken')
      return { tests: [], problem: observed(`syntax ${file}:${index + 1} ${name}`, file, index + 1) }
    const names = [...open.map((block) => block.name), name!]
    if (word === 'describe') open.push({ name: name!, indent: indent!.length })
    else
      tests.push({
        n: tests.length + 1,
        names,
        file,
        line: index + 1,
        observation: observed(told ?? 'pass', file, index + 1),
      })
  }
  return { tests, problem: null }
}

function observed(text: string, file: string, here: number): Observation {
  const [word, ...rest] = text.split(' ')
  const said = rest.join(' ')
  switch (word) {
    case 'pass':
      return emptyObservation('pass', null)
    case 'pending':
      return emptyObservation('pending' as 'pass', said)
    case 'print':
      return {
        ...emptyObservation('pass', null),
        output: { bytes: Buffer.from(`${said}\n`), truncated: false },
      }
    case 'fail':
    case 'syntax': {
      const [, at, line, message] = /^(\S+):(\d+) (.*)$/.exec(said)!
      const error = { kind: word === 'fail' ? 'runtime' : 'syntax', message: message!, value: null } as const
      return {
        ...emptyObservation(word === 'fail' ? 'fail' : 'error', null),
        error: {
          ...error,
          file: at!,
          line: Number(line),
          traceback: [
            `${at}:${line}: in function 'attack'`,
            `${file}:${here}: in function <${file}:${here}>`,
          ],
        },
      }
    }
    default:
      return emptyObservation(word as 'timeout', said)
  }
}
