import { describe, expect, test } from 'vitest'
import { axesOf, hostArch } from '../../../harness/engines/native/axes.js'
import type { AxisFinding } from '../../../harness/verdicts/explain/axes.js'
import { axisCauses, axisConfidence, axisEvidence } from '../../../harness/verdicts/explain/axis-causes.js'

const jit = { axis: 'jit', from: 'on', to: 'off' } as const
const gc = { axis: 'gc', from: 'gc64', to: 'gc32' } as const
const release = { axis: 'release', from: 'bookworm', to: 'trixie' } as const

const finding = (changes: Partial<AxisFinding> = {}): AxisFinding => ({
  flips: [jit],
  alsoGoneWith: [],
  confirmed: true,
  runs: 1,
  notTried: [],
  badAt: [axesOf('native')],
  ...changes,
})

test('each axis is a cause', () => {
  expect(axisCauses(finding({ flips: [jit, release] }), 'likely')).toEqual([
    { kind: 'jit', from: 'on', to: 'off', confidence: 'likely' },
    { kind: 'release', from: 'bookworm', to: 'trixie', confidence: 'likely' },
  ])
})

test('without a flip there is no cause', () => {
  expect(axisCauses(finding({ flips: [] }), 'likely')).toEqual([])
})

describe('how sure it is', () => {
  const other = hostArch() === 'amd64' ? 'arm64' : 'amd64'
  const isOther = ({ arch }: { arch: string }) => arch === other

  test('shown both ways', () => {
    expect(axisConfidence(finding(), isOther)).toEqual({ confidence: 'confirmed', reason: null })
  })

  test('with points in between that could not be tried', () => {
    expect(axisConfidence(finding({ confirmed: false }), isOther).confidence).toBe('likely')
  })

  test('seen on emulated processors only, it stays unconfirmed, and why is said', () => {
    const badAt = [axesOf(`native:arch=${other}`), axesOf(`native:arch=${other},jit=off`)]
    expect(axisConfidence(finding({ badAt }), isOther)).toEqual({
      confidence: 'unconfirmed',
      reason: `seen only under emulation (native:arch=${other}, native:arch=${other},jit=off)`,
    })
  })

  test('seen on a real one as well', () => {
    const badAt = [axesOf(`native:arch=${other}`), axesOf('native')]
    expect(axisConfidence(finding({ badAt }), isOther).confidence).toBe('confirmed')
  })
})

describe('what was shown, in sentences', () => {
  const sentences = (changes: Partial<AxisFinding>, { good = 'right' as string | null, full = false } = {}) =>
    axisEvidence(finding(changes), { good, full })

  test.each<[string, string[], string[]]>([
    ['one axis', sentences({}), ['with jit=off it does what the others do']],
    ['one axis, of a crash', sentences({}, { good: null }), ['with jit=off it does not crash']],
    ['a release', sentences({ flips: [release] }), ['gone on release=trixie']],
    [
      'others that do as well',
      sentences({ alsoGoneWith: [gc, release] }),
      ['with jit=off it does what the others do', 'also gone with gc=gc32', 'also gone on release=trixie'],
    ],
    [
      'several',
      sentences({ flips: [jit, gc] }),
      ['with jit=off and gc=gc32 it does what the others do, with less than that not'],
    ],
    [
      'several, of which each could do',
      sentences({ flips: [jit, gc], confirmed: false }),
      ['with jit=off and gc=gc32 it does what the others do'],
    ],
    [
      'an image that is not built',
      sentences({ flips: [], notTried: ['native:gc=gc32'] }),
      ['not tried: native:gc=gc32 (its image is not built; --explain full builds it)'],
    ],
    [
      'several that are not',
      sentences({ flips: [], notTried: ['native:gc=gc32', 'native:release=trixie'] }),
      [
        'not tried: native:gc=gc32, native:release=trixie (their images are not built; --explain full builds them)',
      ],
    ],
    [
      'one that could not be built',
      sentences({ flips: [], notTried: ['native:gc=gc32'] }, { full: true }),
      ['not tried: native:gc=gc32 (not to be had)'],
    ],
  ])('%s', (_, given, wanted) => {
    expect(given).toEqual(wanted)
  })
})
