import type { ImagePoint } from '../engines/native/axes.js'
import { slugOf } from '../engines/native/docker/image.js'

/** One thing to make: a base image, or the image of a point. */
export type PlannedImage = {
  /** Unique in a plan. */
  key: string
  /** Keys of what has to be there first; always earlier in the plan. */
  after: readonly string[]
} & (
  | { kind: 'base'; release: ImagePoint['release']; arch: ImagePoint['arch'] }
  | { kind: 'image'; point: ImagePoint }
)

/**
 * The order in which the images of points are built: the base images, on each of them one image, then all others. The
 * others share the first one's layers (the compiler, the packages), which two builds at the same time would both make.
 */
export function planImages(points: readonly ImagePoint[]): PlannedImage[] {
  const byBase = new Map<string, ImagePoint[]>()
  for (const point of distinct(points)) {
    const key = baseKey(point)
    byBase.set(key, [...(byBase.get(key) ?? []), point])
  }
  const groups = [...byBase.values()]
  return [
    ...groups.map(([{ release, arch } = points[0]!]): PlannedImage => {
      return { kind: 'base', key: baseKey({ release, arch }), after: [], release, arch }
    }),
    ...groups.map(([first]) => imageOf(first!, [baseKey(first!)])),
    ...groups.flatMap(([first, ...others]) =>
      others.map((point) => imageOf(point, [baseKey(point), slugOf(first!)])),
    ),
  ]
}

function imageOf(point: ImagePoint, after: string[]): PlannedImage {
  return { kind: 'image', key: slugOf(point), after, point }
}

function baseKey({ release, arch }: Pick<ImagePoint, 'release' | 'arch'>): string {
  return `base ${release} ${arch}`
}

function distinct(points: readonly ImagePoint[]): ImagePoint[] {
  return [...new Map(points.map((point) => [slugOf(point), point])).values()]
}
