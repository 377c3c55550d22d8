import type { Advice } from '../../harness/advice/advice.js'
import { advise } from '../../harness/advice/advise.js'
import type { Case } from '../../harness/cases/case.js'
import { readExpectations } from '../../harness/cases/expectations.js'
import { configSchema, type UserConfig } from '../../harness/config/schema.js'
import type { Project } from '../../harness/engines/engine.js'
import type { LibraryUse, Rule } from '../../harness/verdicts/rules/rule.js'

export interface Given {
  /** Path -> text of what can be required; `?.lua`. */
  modules?: Record<string, string>
  /** The Lua fakes of the host. */
  host?: string
  engines?: UserConfig['engines']
  off?: string[]
  catalogue?: readonly Rule[]
}

/** What is said of a script `a.lua`, or of several scripts by their paths. */
export async function advice(scripts: string | Record<string, string>, given: Given = {}): Promise<Advice[]> {
  const { modules = {}, host, engines, off = [], catalogue = [] } = given
  const files = typeof scripts === 'string' ? { 'a.lua': scripts } : scripts
  return advise({
    cases: Object.entries(files).map(([path, text]) => scriptCase(path, text)),
    project: projectOf(modules, host),
    config: configSchema.parse({ advice: { off }, ...(engines && { engines }) }),
    catalogue,
    pause: () => Promise.resolve(),
  })
}

/** The same in short, one line each: `1:8 goto`, with the file in front where it is not a.lua. */
export async function said(scripts: string | Record<string, string>, given: Given = {}): Promise<string[]> {
  const found = await advice(scripts, given)
  return found.map(
    ({ file, line, column, rule }) => `${file === 'a.lua' ? '' : `${file}:`}${line}:${column} ${rule}`,
  )
}

/** A rule of which only what is seen without running a script matters. */
export function aRule(id: string, changes: { library?: LibraryUse; finding?: Rule['finding'] } = {}): Rule {
  const { library, finding = { by: 'message', pairs: [] } } = changes
  return {
    id,
    title: id,
    differs: id,
    manual: '',
    example: '',
    shows: {},
    advice: `Advice of ${id}.`,
    finding,
    ...(library && { library }),
  }
}

function scriptCase(path: string, text: string): Case {
  const source = Buffer.from(text, 'utf8')
  return {
    id: path,
    kind: 'script',
    file: path,
    line: 1,
    source,
    chunk: `@${path}`,
    arguments: [],
    seed: 1,
    expectations: readExpectations(source).expectations,
  }
}

function projectOf(modules: Record<string, string>, host: string | undefined): Project {
  const files = new Map(Object.entries(modules).map(([path, text]) => [path, Buffer.from(text, 'utf8')]))
  return {
    root: '/project',
    files: { id: 'test', files },
    packagePath: '?.lua',
    time: 0,
    env: {},
    determinism: { clock: true, random: true },
    host: { lua: host === undefined ? null : { path: 'fakes.lua', source: Buffer.from(host) }, ruby: null },
  }
}
