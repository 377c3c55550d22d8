import type { ImagePoint } from '../engines/native/axes.js'

/** What building takes, roughly. */
export interface BuildCost {
  seconds: number
  /** On the engine's disk, with what the build leaves behind. */
  bytes: number
}

/** Of the standard image: 130 MB on its base and a build stage of 394 MB; the time is that of docs/setup.md. */
const STANDARD: BuildCost = { seconds: 69, bytes: 524_000_000 }

/** Of the fast VM, nearly all for the compiler; the time is that of docs/setup.md. */
export const FAST_VM_COST: BuildCost = { seconds: 77, bytes: 1_876_000_000 }

/** What building the image of a point takes; null where that has not been measured. */
export function buildCost({ release, arch, gc, build, space, embedder }: ImagePoint): BuildCost | null {
  const isStandard = build === 'release' && space === 'normal' && embedder === 'checked'
  return isStandard && release === 'bookworm' && arch === 'amd64' && gc === 'gc64' ? STANDARD : null
}
