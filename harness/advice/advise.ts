import type { Case } from '../cases/case.js'
import type { Config } from '../config/schema.js'
import type { Project as RunProject } from '../engines/engine.js'
import { UsageError } from '../errors.js'
import type { Rule } from '../verdicts/rules/rule.js'
import { findAccidentalGlobals } from './accidental-global.js'
import { type Advice, type Finding, OWN_RULES, type Subject } from './advice.js'
import { allowedIn } from './allowed.js'
import { type ListedEngine, listedEngines, meantAlike } from './engines.js'
import { findFfi } from './ffi.js'
import { findHoles } from './holes.js'
import { findLibrary, lackedNames, mayLack } from './library.js'
import { type LuaText, positionAt } from './lua-file.js'
import { Project } from './project.js'
import { findSyntax, SYNTAX_RULES } from './syntax.js'
import { findUndefinedGlobals } from './undefined-global.js'

const FINDERS: readonly ((subject: Subject) => Finding[])[] = [
  findSyntax,
  findLibrary,
  findFfi,
  findHoles,
  findAccidentalGlobals,
  findUndefinedGlobals,
]

export interface AdviceOptions {
  cases: readonly Case[]
  project: RunProject
  config: Config
  catalogue: readonly Rule[]
  /** Lets others have their turn between two files. */
  pause: () => Promise<unknown>
}

/** Throws UsageError for a rule in `advice.off` that there is not. */
export function checkOff(off: readonly string[], catalogue: readonly Rule[]): void {
  const known = [...new Set([...OWN_RULES, ...SYNTAX_RULES, ...catalogue.map(({ id }) => id)])].sort()
  const unknown = off.find((rule) => !known.includes(rule))
  if (unknown === undefined) return
  throw new UsageError(`advice.off names "${unknown}", which is no rule`, {
    hint: `Rules: ${known.join(', ')}.`,
  })
}

/**
 * What there is to say of the scripts and of the modules that they require by constant names, sorted by file and
 * position. A text that is no Lua is passed over: running it says what is wrong.
 */
export async function advise(options: AdviceOptions): Promise<Advice[]> {
  const { config, catalogue, pause } = options
  const engines = listedEngines(config)
  const { project, read } = await readAll(options, engines)
  const off = new Set(config.advice.off)
  const advice: Advice[] = []
  for (const [text, meant] of read) {
    const alike = engines.filter((engine) => meant.has(engine))
    const lacks = lackedNames(catalogue, alike)
    if (!isWorthATree(text, lacks)) continue
    await pause()
    const file = project.treeOf(text)
    if (file)
      advice.push(...adviceOn({ file, engines: alike, listed: engines, project, lacks, catalogue }, off))
  }
  return advice.sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  )
}

// Most files are in order, and their words alone say so.
function isWorthATree(text: LuaText, lacks: Subject['lacks']): boolean {
  const { glance, lexemes } = text.scan
  return (
    glance.isOdd ||
    glance.unknown.length > 0 ||
    glance.requires.includes('ffi') ||
    lexemes.some(({ kind }) => kind !== 'comment') ||
    mayLack(text, lacks)
  )
}

function adviceOn(subject: Subject, off: ReadonlySet<string>): Advice[] {
  const { file } = subject
  const isAllowed = allowedIn(file)
  return FINDERS.flatMap((find) => find(subject)).flatMap(({ at, engines, ...finding }) => {
    const { line, column } = positionAt(file, at)
    if (off.has(finding.rule) || isAllowed(finding.rule, line)) return []
    return { ...finding, file: file.path, line, column, engines: engines.map(({ name }) => name) }
  })
}

// Every file once, with the engines on which some script that comes to it is meant to do alike.
async function readAll(
  { cases, project: { files, packagePath, host }, pause }: AdviceOptions,
  engines: readonly ListedEngine[],
): Promise<{ project: Project; read: Map<LuaText, Set<ListedEngine>> }> {
  const all = new Map<string, Uint8Array>(files.files)
  if (host.lua) all.set(host.lua.path, host.lua.source)
  const project = new Project({ files: all, modules: packagePath.split(';') })
  const read = new Map<LuaText, Set<ListedEngine>>()
  for (const { file, id, source, expectations } of cases) {
    await pause()
    spread(project.add(file ?? id, source), meantAlike(engines, expectations), project, read)
  }
  return { project, read }
}

function spread(
  text: LuaText,
  meant: readonly ListedEngine[],
  project: Project,
  read: Map<LuaText, Set<ListedEngine>>,
): void {
  const before = read.get(text)
  if (before && meant.every((engine) => before.has(engine))) return
  read.set(text, new Set([...(before ?? []), ...meant]))
  for (const required of project.requiredBy(text)) spread(required, meant, project, read)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
