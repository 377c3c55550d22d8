import { type Refused, refusePart } from '../../controls/refuse.js'
import { watchPart } from '../../controls/watch.js'
import type { Note, Observation, Place } from '../../observations/observation.js'
import { compare } from '../compare.js'
import { RULES } from '../rules/catalogue.js'
import { constructAt } from '../rules/constructs.js'
import { isAbout } from '../rules/rule.js'
import type { Finding } from './attribute.js'
import type { Lab } from './lab.js'
import { type Subject, seeing } from './subject.js'
import { differsIn, type Trials } from './trial.js'

/** What is asked for more where a script has caught an error for want of memory. */
const RAISE = 4

/**
 * What a script does not let through, since it catches errors: a chunk or module that only one of the engines compiles,
 * and memory that only one of them runs out of. Shown by having the other engine refuse the same chunks, and by giving
 * more memory.
 */
export async function findKeptToItself(
  own: Subject,
  base: Subject,
  trials: Trials,
  lab: Lab,
): Promise<Finding | null> {
  const [mine, theirs] = await Promise.all(
    [own, base].map((subject) => trials.observe(subject, [watchPart()])),
  )
  if (!mine || !theirs) return null
  return (
    (await byRefusal([own, mine], [base, theirs], trials, lab)) ??
    (await byRefusal([base, theirs], [own, mine], trials, lab)) ??
    (await byMemory([own, mine], [base, theirs], trials, lab)) ??
    (await byMemory([base, theirs], [own, mine], trials, lab))
  )
}

type Watched = [subject: Subject, seen: Observation]

async function byRefusal(
  [refusing, seen]: Watched,
  [accepting, others]: Watched,
  trials: Trials,
  lab: Lab,
): Promise<Finding | null> {
  const notes = only('load', seen, others)
  if (notes.length === 0) return null
  const [profile, other] = await Promise.all([lab.profile(refusing.name), lab.profile(accepting.name)])
  for (const note of notes) {
    const constructs = constructsOf(note, lab)
    const rule = RULES.find(
      (candidate) =>
        isAbout(candidate, constructs) &&
        differsIn(candidate, profile, other) &&
        profile.get(candidate.id)?.startsWith('syntax error') === true,
    )
    if (!rule) continue
    const refused = await trials.observe(accepting, [refusePart(refusedIn(notes))])
    if (!refused || compare(seeing(accepting, refused), refusing) !== null) continue
    return {
      cause: { kind: 'dialect', rule: rule.id, confidence: 'confirmed' },
      place: placeOf(note),
      headline: `${rule.title}: ${refusing.name} does not compile what is loaded here (${note.is.split('\n').at(-1)!.trim()})`,
      evidence: [`when ${accepting.name} refuses it as well, both do the same`],
    }
  }
  return null
}

async function byMemory(
  [short, seen]: Watched,
  [other, others]: Watched,
  trials: Trials,
  { limits }: Lab,
): Promise<Finding | null> {
  const [note] = only('memory-limit', seen, others)
  if (!note) return null
  const raised = await trials.withMemory(short, limits.memoryBytes * RAISE)
  if (!raised || compare(other, seeing(short, raised)) !== null) return null
  const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20)
  return {
    cause: { kind: 'limits', confidence: 'confirmed' },
    place: placeOf(note),
    headline: `${short.name} needed more than ${mebibytes(limits.memoryBytes)} MiB, which ${note.what} caught`,
    evidence: [`with ${mebibytes(limits.memoryBytes * RAISE)} MiB it does what ${other.name} does`],
  }
}

// Of notes of a kind those that the other engine has not made in the same place.
function only(rule: string, seen: Observation, others: Observation): Note[] {
  const elsewhere = new Set(others.notes.filter((note) => note.rule === rule).map(keyOf))
  return seen.notes.filter((note) => note.rule === rule && !elsewhere.has(keyOf(note)))
}

function keyOf({ file, line }: Note): string {
  return `${file}:${line}`
}

// A message begins with where it is: of a chunk that was given as text its own line, of a module its file.
function constructsOf({ is, instead }: Note, { modules }: Lab) {
  if (instead !== '') {
    const line = /:(\d+): /.exec(is)?.[1]
    return constructAt(Buffer.from(instead, 'utf8'), line === undefined ? null : Number(line))
  }
  const inModule = /\n\t([^\n]+?):(\d+): /.exec(is) ?? /^([^\n]+?):(\d+): /.exec(is)
  const source = inModule && modules.get(inModule[1]!)
  return source ? constructAt(source, Number(inModule[2])) : []
}

function refusedIn(notes: readonly Note[]): Refused {
  const named = notes.flatMap((note) => {
    const module = /^error loading module '([^'\n]*)'/.exec(note.is)?.[1]
    return module === undefined ? [] : [[module, note.is] as const]
  })
  const texts = notes.filter(({ instead }) => instead !== '').map(({ instead, is }) => [instead, is] as const)
  return { texts: new Map(texts), modules: new Map(named) }
}

function placeOf({ file, line }: Note): Place | null {
  return file !== null && line !== null ? { file, line } : null
}
