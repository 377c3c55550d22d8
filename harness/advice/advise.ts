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
import { findLibrary } from './library.js'
import { type LuaFile, positionAt } from './lua-file.js'
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
  for (const [file, meant] of read) {
    await pause()
    const alike = engines.filter((engine) => meant.has(engine))
    const subject = { file, engines: alike, listed: engines, project, catalogue }
    advice.push(...adviceOn(subject, off))
  }
  return advice.sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
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
): Promise<{ project: Project; read: Map<LuaFile, Set<ListedEngine>> }> {
  const all = new Map<string, Uint8Array>(files.files)
  if (host.lua) all.set(host.lua.path, host.lua.source)
  const project = new Project({ files: all, modules: packagePath.split(';') })
  const read = new Map<LuaFile, Set<ListedEngine>>()
  const visit = async (file: LuaFile | null, meant: readonly ListedEngine[]): Promise<void> => {
    if (file === null) return
    const before = read.get(file)
    const added = meant.filter((engine) => !before?.has(engine))
    if (before && added.length === 0) return
    read.set(file, new Set([...(before ?? []), ...added]))
    await pause()
    for (const path of project.requiredBy(file)) await visit(project.module(path), meant)
  }
  for (const { file, id, source, expectations } of cases)
    await visit(project.add(file ?? id, source), meantAlike(engines, expectations))
  return { project, read }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
