import { isNativeName } from '../../../harness/engines/native/axes.js'
import type { Observation } from '../../../harness/observations/observation.js'
import { type Participant, participant } from '../../../harness/verdicts/participant.js'

/** An engine with what it saw, as judging has it. */
export function aParticipant(name: string, observation: Observation): Participant {
  const kind = isNativeName(name) ? 'native' : 'in-process'
  return participant({ name, kind, axes: null, emulated: false }, observation, [])
}
