import { expect, test } from 'vitest'
import { describeImages, describePrune } from '../../harness/images/describe.js'
import { formatAge } from '../../harness/images/format-age.js'
import { formatBytes } from '../../harness/images/format-bytes.js'
import type { OwnImage } from '../../harness/images/own-images.js'

const IMAGE: OwnImage = {
  id: 'sha256:0123456789abcdef',
  tags: ['luaparity/base:bookworm'],
  role: 'base-image',
  point: 'bookworm',
  bytes: 164_047_917,
  ownBytes: 0,
  created: new Date(0),
  state: 'current',
  containers: [],
}
const STAGE: OwnImage = {
  ...IMAGE,
  tags: [],
  role: 'build-stage',
  point: null,
  state: 'outdated',
  ownBytes: 393_700_000,
  containers: ['x'],
}

test('the table', () => {
  const totals = { bytes: 557_747_917, prunableBytes: 393_700_000 }
  expect(describeImages([IMAGE, STAGE], { now: new Date(7_200_000), totals, colours: false })).toBe(
    `image                    what         point       size  its own  age  state
luaparity/base:bookworm  base image   bookworm  164 MB      0 B  2 h  current
<none> 0123456789ab      build stage  -         164 MB   394 MB  2 h  outdated, in use

2 images, 558 MB on the engine's disk; 1 outdated: \`luaparity images prune\` frees 394 MB.
`,
  )
})

test('many leftovers of a kind are one row', () => {
  const leftovers = [1, 2, 3, 4].map((n) => ({
    ...STAGE,
    id: `sha256:${n}`,
    created: new Date(n * 60_000),
    containers: [],
  }))
  const totals = { bytes: 1, prunableBytes: 1 }
  const shown = (images: OwnImage[]): string =>
    describeImages(images, { now: new Date(3_600_000), totals, colours: false })
  expect(shown([IMAGE, ...leftovers])).toMatch(
    /\n<none>, 4 of them +build stages +- +- +1\.6 GB +56 min +outdated\n/,
  )
  expect(shown(leftovers.slice(1)).match(/<none> /g)).toHaveLength(3)
})

test('what was removed, kept and refused', () => {
  const result = {
    removed: [STAGE],
    kept: [{ image: IMAGE, reason: 'studio/game:1 stands on it' }],
    failed: [{ image: IMAGE, reason: 'conflict' }],
    bytes: 393_700_000,
  }
  expect(describePrune(result, false)).toBe(
    `removed  <none> 0123456789ab  (build stage, outdated)
kept  luaparity/base:bookworm  (base image, studio/game:1 stands on it)
refused by the engine  luaparity/base:bookworm  (base image, conflict)
1 image removed, 394 MB freed.
`,
  )
})

test('what would be removed', () => {
  expect(describePrune({ remove: [STAGE], kept: [], bytes: 1000 }, false)).toContain(
    'would remove  <none> 0123456789ab  (build stage, outdated)\n1 image would be removed, 1.0 kB freed.',
  )
  expect(describePrune({ remove: [], kept: [], bytes: 0 }, false)).toBe('Nothing to remove.\n')
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [9_949_999, '9.9 MB'],
  [9_950_000, '10 MB'],
  [2_040_000_000, '2.0 GB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

test.each([
  [59, 'just now'],
  [60, '1 min'],
  [3599, '59 min'],
  [7200, '2 h'],
  [86_400, '1 day'],
  [200_000, '2 days'],
])('%d seconds are %s', (seconds, text) =>
  expect(formatAge(new Date(0), new Date(seconds * 1000))).toBe(text),
)
