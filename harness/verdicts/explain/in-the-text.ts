import type { Case } from '../../cases/case.js'
import type { ObservedError, Place } from '../../observations/observation.js'
import { RULES } from '../rules/catalogue.js'
import { constructAt } from '../rules/constructs.js'
import type { Profile } from '../rules/profile.js'
import { isAbout, type Rule } from '../rules/rule.js'
import type { Finding } from './attribute.js'
import type { Lab } from './lab.js'
import type { Subject } from './subject.js'
import { differsIn } from './trial.js'

/**
 * The dialect rule that the endings themselves show, where nothing can be emulated: one engine stopped compiling at a
 * construct, both failed in the same place with two messages for one thing, or one says that it lacks a module. In each
 * case the rule's own example has shown, on these two engines, that they differ in it. Null when no rule fits.
 */
export async function findInTheText(
  testCase: Case,
  own: Subject,
  base: Subject,
  lab: Lab,
): Promise<Finding | null> {
  if (own.name === base.name) return null
  const [mine, theirs] = await Promise.all([lab.profile(own.name), lab.profile(base.name)])
  const rules = RULES.filter((rule) => differsIn(rule, mine, theirs))
  return (
    byConstruct(testCase, own, mine, rules, lab) ??
    byConstruct(testCase, base, theirs, rules, lab) ??
    byModule(own) ??
    byModule(base) ??
    byMessages(own, base, rules)
  )
}

// The one that refuses is the one that refused the example.
function byConstruct(
  testCase: Case,
  { name, observation: { error } }: Subject,
  profile: Profile,
  rules: readonly Rule[],
  lab: Lab,
): Finding | null {
  const place = error && placeOfSyntaxError(error)
  if (!place) return null
  const source = place.file === (testCase.file ?? testCase.id) ? testCase.source : lab.modules.get(place.file)
  if (!source) return null
  const constructs = constructAt(source, place.line)
  const rule = rules.find(
    (candidate) =>
      isAbout(candidate, constructs) && profile.get(candidate.id)?.startsWith('syntax error') === true,
  )
  if (!rule) return null
  return {
    cause: { kind: 'dialect', rule: rule.id, confidence: 'confirmed' },
    place,
    headline: `${rule.title}: ${name} stops with "${error.message.split('\n').at(-1)!.trim()}"`,
    evidence: [`${name} refuses the rule's example, too: ${profile.get(rule.id)}`],
  }
}

// A module that does not compile is an error of `require`, its position in the message.
function placeOfSyntaxError({ kind, message, file, line }: ObservedError): Place | null {
  if (kind === 'syntax' && file !== null && line !== null) return { file, line }
  const inModule = /^error loading module '[^\n]*:\n\t([^\n]+?):(\d+): /.exec(message)
  return inModule ? { file: inModule[1]!, line: Number(inModule[2]) } : null
}

// What an engine says of itself needs no example.
function byModule({ name, observation }: Subject): Finding | null {
  const { outcome, error, reason } = observation
  if (outcome !== 'unsupported') return null
  const text = `${error?.message ?? ''} ${reason ?? ''}`
  const asked = (module: string): boolean => text.includes(`'${module}'`) || text.includes(`${module}.`)
  const rule = RULES.find(({ finding }) => finding.by === 'unsupported' && finding.modules.some(asked))
  if (!rule) return null
  return {
    cause: { kind: 'dialect', rule: rule.id, confidence: 'confirmed' },
    place: error?.file && error.line !== null ? { file: error.file, line: error.line } : null,
    headline: `${name} has no such module: ${(error?.message ?? reason ?? '').split('\n')[0]}`,
    evidence: [`${name} says so itself`],
  }
}

function byMessages(own: Subject, base: Subject, rules: readonly Rule[]): Finding | null {
  const mine = own.observation.error
  const theirs = base.observation.error
  if (mine && theirs && (mine.file !== theirs.file || mine.line !== theirs.line)) return null
  const error = mine ?? theirs
  if (!error) return null
  const fits = (pattern: RegExp | null, seen: ObservedError | null): boolean =>
    pattern === null ? seen === null : seen !== null && pattern.test(seen.message)
  const rule = rules.find(
    ({ finding }) =>
      finding.by === 'message' &&
      finding.pairs.some(
        ([one, other]) =>
          (fits(one, mine) && fits(other, theirs)) || (fits(other, mine) && fits(one, theirs)),
      ),
  )
  if (!rule) return null
  const says = ({ name }: Subject, seen: ObservedError | null): string =>
    seen ? `${name} says "${seen.message.split('\n')[0]}"` : `${name} goes on`
  return {
    cause: { kind: 'dialect', rule: rule.id, confidence: 'confirmed' },
    place: error.file !== null && error.line !== null ? { file: error.file, line: error.line } : null,
    headline: `${says(own, mine)}, ${says(base, theirs)}`,
    evidence: ["the rule's example ends in the same two ways on these engines"],
  }
}
