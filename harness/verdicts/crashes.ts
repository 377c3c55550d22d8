import type { Observation, Place } from '../observations/observation.js'
import type { Participant } from './participant.js'
import type { Difference } from './verdict.js'

/** Names that a sentence takes before it only counts the rest. */
const MOST_NAMES = 4

interface Crashed {
  side: Participant
  settings: string[]
  observation: Observation
}

/** One difference for each signature, with the engines that crashed so, and the settings where only some of them did. */
export function crashes(sides: readonly Participant[]): Difference[] {
  const bySignature = new Map<string, Map<string, Crashed>>()
  for (const side of sides) {
    for (const { setting, observation } of side.runs) {
      if (observation.outcome !== 'crash') continue
      const signature = observation.crash?.signature ?? 'crash'
      const group = bySignature.get(signature) ?? new Map<string, Crashed>()
      const crashed = group.get(side.name) ?? { side, settings: [], observation }
      if (setting !== null) crashed.settings.push(setting)
      bySignature.set(signature, group.set(side.name, crashed))
    }
  }
  return [...bySignature].map(([signature, group]) => difference(signature, [...group.values()]))
}

function difference(signature: string, group: readonly Crashed[]): Difference {
  const { crash } = group[0]!.observation
  const doubt = doubtOf(group)
  return {
    engines: group.map(({ side }) => side.name),
    against: null,
    accepted: false,
    acceptedBy: null,
    place: placeIn(crash?.lua ?? []),
    headline: `crashed: ${signature}${doubt ? ` (${doubt})` : ''}`,
    evidence: [],
    cause: { kind: 'crash', signature, confidence: doubt === null ? 'confirmed' : 'unconfirmed' },
    aspect: 'crash',
    summary: `${list(group.map(label))} crashed: ${signature}${doubt ? ` (${doubt})` : ''}`,
    diff: [...(crash?.lua ?? []), ...(crash?.native ?? [])].slice(0, 20),
  }
}

// The script's innermost line: `combat.lua:41: in function 'strike'`.
function placeIn(frames: readonly string[]): Place | null {
  for (const frame of frames) {
    const position = /^([^[\n][^:\n]*):(\d+):/.exec(frame)
    if (position) return { file: position[1]!, line: Number(position[2]) }
  }
  return null
}

// Why the crash is not confirmed, which may be the empty text; null when it is.
function doubtOf(group: readonly Crashed[]): string | null {
  const real = group.filter(({ side }) => !side.engine.emulated)
  // An emulator has faults of its own.
  if (real.length === 0) return 'seen only under emulation'
  const unsure = real.find(({ observation }) => !observation.crash?.confirmed)
  return unsure ? (unsure.observation.reason ?? '') : null
}

function label({ side, settings }: Crashed): string {
  return settings.length < side.runs.length && settings.length > 0
    ? `${side.name} (with ${settings.join(', ')})`
    : side.name
}

function list(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? names.length - MOST_NAMES + 1 : 0
  if (more > 0) return `${names.slice(0, -more).join(', ')} and ${more} more`
  return names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
