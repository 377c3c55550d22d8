import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import { packageRoot } from '../../harness/package-root.js'
import { type Annotations, readAnnotations } from './annotations.js'

/** Names that the annotations have, by the way in which they can be asked for. */
export interface Names {
  globals: string[]
  /** By class: fields of an object of it. */
  fields: Record<string, string[]>
  /** By class: words that end a chain such as `assert.are.same`. */
  assertions: Record<string, string[]>
  /** By class: words in the middle of one. */
  words: Record<string, string[]>
  modules: string[]
}

/** Functions that a chain begins anew with; the classes of what they give are asked for instead. */
const BEGINNINGS = ['message', 'spy', 'stub', 'array']

/** Classes of tables that a spec only fills in or is given; their fields are data. */
const DATA = /Options$|Lengths$|Arguments$|Call$|Context$|Level$|Matcher$|Subscription$/

/** Globals that are Luaparity's own: busted has not got them. */
const OWN = ['assume', 'each', 'for_all', 'for_each', 'gen']

/** Those of the shipped annotations; `host` is the project's. Without what Luaparity adds, if it is so asked. */
export async function annotatedNames(which: 'all' | 'of busted'): Promise<Names> {
  const paths = (await glob('harness/library/**/*.lua', { cwd: packageRoot, absolute: true })).sort()
  const all = await readAnnotations(paths)
  const isMeant = (name: string): boolean => which === 'all' || !OWN.includes(name)
  const names: Names = { globals: [], fields: {}, assertions: {}, words: {}, modules: await modulesOf(paths) }
  names.globals = [...all.globals.keys()].filter((name) => name !== 'host' && isMeant(name))
  names.modules = names.modules.filter((name) => which === 'all' || !name.startsWith('luaparity.'))
  for (const [name, { fields }] of all.classes) {
    if (DATA.test(name) || (which !== 'all' && name.startsWith('luaparity.Generator'))) continue
    const chain = chainOf(name, all)
    if (chain === null) names.fields[name] = [...fields.keys()]
    else {
      const entries = [...fields].filter(([field]) => !BEGINNINGS.includes(field))
      names.assertions[chain] = [...(names.assertions[chain] ?? []), ...called(entries, true)]
      names.words[chain] = [...(names.words[chain] ?? []), ...called(entries, false)]
    }
  }
  // Matchers that the module has beside its functions are words of a chain.
  const matchers = names.fields['luaparity.MatchModule'] ?? []
  const isFunction = (name: string): boolean => /matcher$|^_$/.test(name)
  names.fields['luaparity.MatchModule'] = matchers.filter(isFunction)
  names.assertions['luaparity.MatchWords']!.push(...matchers.filter((name) => !isFunction(name)))
  return names
}

/** A spec file that prints which of the names there are not. */
export async function namesSpec(names: Names): Promise<string> {
  const body = await readFile(join(packageRoot, 'test/fixtures/library/names.lua'), 'latin1')
  return `local NAMES = ${luaTable(names as unknown as Table)}\n${body}`
}

function chainOf(name: string, all: Annotations): string | null {
  const sentence = all.classes.get('luaparity.AssertSentence')
  if (name === 'luaparity.AssertSentence' || sentence?.parents.includes(name))
    return 'luaparity.AssertSentence'
  return /Words$/.test(name) ? name : null
}

function called(entries: [string, { calls: unknown[] }][], wanted: boolean): string[] {
  return entries.filter(([, { calls }]) => calls.length > 0 === wanted).map(([name]) => name)
}

// What a file returns is what `require` gives under the file's name.
async function modulesOf(paths: readonly string[]): Promise<string[]> {
  const names = await Promise.all(
    paths.map(async (path) =>
      /^return \w+$/m.test(await readFile(path, 'latin1'))
        ? [path.slice(0, -'.lua'.length).split('/library/').at(-1)!.replaceAll('/', '.')]
        : [],
    ),
  )
  return names.flat()
}

type Table = { [key: string]: string[] | Table }

function luaTable(value: Table | string[]): string {
  if (Array.isArray(value)) return `{ ${value.map((item) => `'${item}'`).join(', ')} }`
  return `{ ${Object.entries(value)
    .map(([key, item]) => `['${key}'] = ${luaTable(item)}`)
    .join(', ')} }`
}
