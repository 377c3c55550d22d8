import type { HostCall } from '../observations/observation.js'
import type { Part } from './control.js'
export function replayPart(_: readonly HostCall[]): Part { return { lua: '' } }
