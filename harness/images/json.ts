import type { OwnImage } from './own-images.js'
import type { PrunePlan, PruneResult } from './prune.js'

/** The images as a program reads them; sizes in bytes. */
export function imagesJson(images: readonly OwnImage[], luaparity: string): object {
  return { schema: 'luaparity.images/1', luaparity, images }
}

/** What was removed, or would be, as a program reads it. */
export function pruneJson(result: PruneResult | PrunePlan, luaparity: string): object {
  const dryRun = 'remove' in result
  return {
    schema: 'luaparity.images-prune/1',
    luaparity,
    dryRun,
    removed: dryRun ? result.remove : result.removed,
    kept: result.kept,
    failed: dryRun ? [] : result.failed,
    freedBytes: result.bytes,
  }
}
