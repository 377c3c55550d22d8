import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AXES, type Axes, axesOf, contradiction, imagePoints } from '../../../harness/engines/native/axes.js'
import { type AxisSearch, type Flip, searchAxes } from '../../../harness/verdicts/explain/axes.js'

type Axis = keyof Axes

const SPECIFIC: Axis[] = ['jit', 'gc', 'build', 'embedder', 'space', 'release', 'arch']
const at = (name: string) => axesOf(name, 'amd64')
const key = (axes: Axes) => SPECIFIC.map((axis) => axes[axis]).join()
const text = ({ axis, from, to }: Flip) => `${axis}: ${from} -> ${to}`

interface Lab extends Partial<Pick<AxisSearch, 'good' | 'allowed'>> {
  bad?: string | Axes
  seen?: readonly (string | Axes)[]
  behaviour: (axes: Axes) => string | null
}

/** Searches where a case does what `behaviour` says, and says which points were run. */
async function search({ bad = 'native', seen = [], behaviour, good = 'right', allowed = () => true }: Lab) {
  const points = seen.map((point) => (typeof point === 'string' ? at(point) : point))
  const asked: string[] = []
  const finding = await searchAxes({
    bad: typeof bad === 'string' ? at(bad) : bad,
    good,
    seen: new Map(points.map((axes) => [key(axes), { axes, behaviour: behaviour(axes)! }])),
    allowed,
    observe: async (axes) => {
      expect(contradiction(axes)).toBeNull()
      asked.push(key(axes))
      return behaviour(axes)
    },
  })
  const ran = (name: string) => asked.includes(key(at(name)))
  return {
    asked,
    ran,
    finding: finding!,
    flips: finding?.flips.map(text),
    also: finding?.alsoGoneWith.map(text),
  }
}

const wrongWhere = (isBad: (axes: Axes) => boolean) => (axes: Axes) => (isBad(axes) ? 'wrong' : 'right')
const bookworm = (axes: Axes) => axes.release === 'bookworm'
const inMachineCode = (axes: Axes) => axes.jit === 'on'

describe('what makes a difference come and go', () => {
  test('a fault of compiled code is the JIT compiler, and that another release is free of it is said as well', async () => {
    const behaviour = wrongWhere((axes) => inMachineCode(axes) && bookworm(axes))
    const { flips, also, finding } = await search({ seen: ['native', 'native:release=trixie'], behaviour })
    expect(flips).toEqual(['jit: on -> off'])
    expect(also).toEqual(['release: bookworm -> trixie'])
    expect(finding.confirmed).toBe(true)
  })

  test('a fault of the parser is the release: the JIT compiler does not matter', async () => {
    const behaviour = (axes: Axes) => (bookworm(axes) ? 'crash SIGSEGV in lj_parse' : 'right')
    const seen = ['native', 'native:jit=off', 'native:release=trixie']
    const { flips, also } = await search({ seen, behaviour, good: null })
    expect([flips, also]).toEqual([['release: bookworm -> trixie'], []])
  })

  test('once something says more, other builds are not run, but the other release is', async () => {
    const { flips, asked } = await search({ seen: ['native'], behaviour: wrongWhere(inMachineCode) })
    expect(flips).toEqual(['jit: on -> off'])
    expect(asked).toEqual([key(at('native:jit=off')), key(at('native:release=trixie'))])
  })

  test('what was seen to help is known before anything is run', async () => {
    const behaviour = wrongWhere((axes) => axes.gc === 'gc64')
    const { flips, asked } = await search({ seen: ['native', 'native:gc=gc32'], behaviour })
    expect(flips).toEqual(['gc: gc64 -> gc32'])
    expect(asked).toEqual([key(at('native:jit=off')), key(at('native:release=trixie'))])
  })

  test('another architecture is not run once something says more', async () => {
    const { flips, ran } = await search({ behaviour: wrongWhere(bookworm) })
    expect(flips).toEqual(['release: bookworm -> trixie'])
    expect(ran('native:arch=arm64')).toBe(false)
  })

  test('another architecture is run when nothing else helps', async () => {
    const { flips } = await search({ behaviour: wrongWhere((axes) => axes.arch === 'amd64') })
    expect(flips).toEqual(['arch: amd64 -> arm64'])
  })

  test('nothing is run that was seen', async () => {
    const seen = ['native', 'native:jit=off', 'native:release=trixie']
    const behaviour = wrongWhere(bookworm)
    const { flips, asked } = await search({ seen, behaviour, allowed: () => false })
    expect(flips).toEqual(['release: bookworm -> trixie'])
    expect(asked).toEqual([])
  })

  test('what two flips together do not change, neither does alone', async () => {
    const behaviour = wrongWhere((axes) => axes.gc === 'gc64')
    const { flips, ran } = await search({ seen: ['native', 'native:release=trixie,jit=off'], behaviour })
    expect(flips).toEqual(['gc: gc64 -> gc32'])
    expect([ran('native:jit=off'), ran('native:release=trixie')]).toEqual([false, false])
  })

  test('two flips, where either alone does not do', async () => {
    const behaviour = wrongWhere((axes) => inMachineCode(axes) || bookworm(axes))
    const seen = ['native', 'native:release=trixie,jit=off,build=assert']
    const { flips, finding } = await search({ seen, behaviour })
    expect(flips).toEqual(['jit: on -> off', 'release: bookworm -> trixie'])
    expect(finding).toMatchObject({ confirmed: true, alsoGoneWith: [], notTried: [] })
  })

  test('two flips, of which one could not be tried alone, are not confirmed', async () => {
    const behaviour = wrongWhere(bookworm)
    const seen = ['native', 'native:release=trixie,gc=gc32']
    const { flips, finding } = await search({ seen, behaviour, allowed: () => false })
    expect(flips).toEqual(['gc: gc64 -> gc32', 'release: bookworm -> trixie'])
    expect(finding).toMatchObject({
      confirmed: false,
      runs: 0,
      notTried: ['native:jit=off', 'native:gc=gc32', 'native:release=trixie'],
    })
  })

  test('where a flip is not to be had at the point itself, another that shows the same will do', async () => {
    const behaviour = wrongWhere(bookworm)
    const seen = ['native:gc=gc32', 'native', 'native:release=trixie']
    const { flips, finding } = await search({ bad: 'native:gc=gc32', seen, behaviour, allowed: () => false })
    expect(flips).toEqual(['release: bookworm -> trixie'])
    expect(finding.confirmed).toBe(true)
  })

  test('i386, which there is with 32-bit references only, is held against these', async () => {
    const behaviour = wrongWhere((axes) => axes.arch === 'amd64')
    const seen = ['native', 'native:gc=gc32', 'native:arch=i386']
    const { flips } = await search({ seen, behaviour, allowed: () => false })
    expect(flips).toEqual(['arch: amd64 -> i386'])
  })

  test('the thresholds of the stress engine against the JIT compiler being off', async () => {
    const behaviour = wrongWhere((axes) => axes.jit === 'stress')
    const bad = 'native:jit=stress'
    const seen = [bad, 'native', 'native:jit=off']
    for (const known of [[bad], seen])
      expect((await search({ bad, seen: known, behaviour })).flips).toEqual(['jit: stress -> off'])
  })

  test('a low address space that is taken, against one that is free', async () => {
    const bad = 'native:space=pagezero,gc=gc32'
    const behaviour = (axes: Axes) => (axes.space.startsWith('pagezero') ? 'crash SIGSEGV' : 'right')
    const { flips } = await search({ bad, behaviour, good: null })
    expect(flips).toEqual(['space: pagezero -> normal'])
  })
})

describe('what does not count as gone', () => {
  test('a third behaviour', async () => {
    const behaviour = (axes: Axes) => (axes.jit === 'off' ? 'odd' : bookworm(axes) ? 'wrong' : 'right')
    expect((await search({ behaviour })).flips).toEqual(['release: bookworm -> trixie'])
  })

  test('a crash of another signature', async () => {
    const behaviour = (axes: Axes) => {
      if (axes.jit === 'off') return 'right'
      return axes.build === 'assert' ? 'crash SIGABRT in lj_assert' : 'crash SIGSEGV in lj_vm'
    }
    const { flips, also } = await search({ behaviour, good: null })
    expect([flips, also]).toEqual([['jit: on -> off'], []])
  })
})

describe('where there is nothing to find', () => {
  test('no flip helps: what could is tried, and nothing is named', async () => {
    const { finding, asked } = await search({ seen: ['native'], behaviour: () => 'wrong' })
    expect(asked).toEqual(
      ['jit=off', 'build=assert', 'release=trixie', 'gc=gc32', 'arch=arm64', 'arch=i386,gc=gc32'].map(
        (point) => key(at(`native:${point}`)),
      ),
    )
    expect(finding).toMatchObject({ flips: [], alsoGoneWith: [], confirmed: false, notTried: [] })
    expect(finding.runs).toBe(asked.length)
  })

  test('no image but the one is built: what would have been worth it is named', async () => {
    const allowed = ({ jit: _, ...image }: Axes) => key({ ...image, jit: 'on' }) === key(at('native'))
    const { finding, asked } = await search({ behaviour: () => 'wrong', seen: ['native'], allowed })
    expect(asked).toEqual([key(at('native:jit=off'))])
    expect(finding.flips).toEqual([])
    // The names leave out the machine's own architecture, which is not this test's everywhere.
    expect(finding.notTried.map((name) => name.replace('arch=amd64,', ''))).toEqual([
      expect.stringMatching(/gc=gc32/),
      expect.stringMatching(/release=trixie/),
    ])
  })

  test('of what was not to be had, only what would say more than what was found', async () => {
    const behaviour = (axes: Axes) => (axes.gc === 'gc32' || axes.build !== 'release' ? null : 'right')
    const { finding } = await search({
      seen: [],
      behaviour: (axes) => (axes.jit === 'on' && bookworm(axes) ? 'wrong' : behaviour(axes)),
    })
    expect(finding.flips.map(text)).toEqual(['jit: on -> off'])
    expect(finding.notTried).toEqual([])
  })

  test('the point does what the others do', async () => {
    expect((await search({ behaviour: () => 'right' })).finding).toBeNull()
  })

  test('the point is not to be had', async () => {
    expect((await search({ behaviour: () => null })).finding).toBeNull()
  })
})

test('points that show it are given, the one asked about first', async () => {
  const behaviour = wrongWhere(bookworm)
  const { finding } = await search({ bad: 'native:jit=off', seen: ['native', 'native:jit=off'], behaviour })
  expect(finding.badAt.slice(0, 2).map(key)).toEqual([key(at('native:jit=off')), key(at('native'))])
})

const points: fc.Arbitrary<Axes> = fc
  .tuple(fc.constantFrom(...imagePoints()), fc.constantFrom(...AXES.jit))
  .map(([image, jit]) => ({ ...image, jit }))
const conjunctions = fc
  .tuple(points, fc.uniqueArray(fc.constantFrom(...SPECIFIC), { minLength: 1, maxLength: 2 }))
  .map(([bad, axes]) => ({ bad, axes }))

const plainPoints = points.filter(
  ({ arch, space, build }) => arch === 'amd64' && space === 'normal' && build !== 'asan',
)

/** Axes of which one value alone makes it go, wherever the rule holds and the flipped point exists. */
const single = (bad: Axes, axes: readonly Axis[]) =>
  axes.filter((axis) =>
    AXES[axis].some(
      (to) =>
        to !== bad[axis] &&
        contradiction({ ...bad, [axis]: to }) === null &&
        (axis !== 'jit' || to !== 'stress'),
    ),
  )

describe('a hidden rule: it is there where one or two axes have the values of the point', () => {
  const holds = (bad: Axes, axes: readonly Axis[]) => (point: Axes) =>
    axes.every((axis) => point[axis] === bad[axis])

  test('is found, with at most one run for each axis and no point twice', async () => {
    await fc.assert(
      fc.asyncProperty(conjunctions, fc.array(points, { maxLength: 6 }), async ({ bad, axes }, seen) => {
        const behaviour = wrongWhere(holds(bad, axes))
        const { finding, asked } = await search({ bad, seen: [bad, ...seen], behaviour })
        const isNever = (axis: Axis) =>
          (axis === 'embedder' || axis === 'space') && bad[axis] === AXES[axis][0]
        const wanted = single(bad, axes)
        const usual = wanted.filter((axis) => !isNever(axis))
        const found = [...finding.flips, ...finding.alsoGoneWith].map(({ axis }) => axis)
        for (const flip of finding.flips) expect(flip.from).toBe(bad[flip.axis])
        expect(new Set(asked).size).toBe(asked.length)
        for (const point of asked) expect(seen.map(key)).not.toContain(point)
        expect(finding.runs).toBe(asked.length)
        if (usual.length > 0) {
          const first = SPECIFIC.find((axis) => usual.includes(axis) || found.includes(axis))
          expect(finding.flips.map(({ axis }) => axis)).toEqual([first])
          expect(axes).toEqual(expect.arrayContaining(found))
          if (usual.includes('release')) expect(found).toContain('release')
          expect(finding.confirmed).toBe(true)
          expect(asked.length).toBeLessThanOrEqual(SPECIFIC.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  // Where every point in between exists.
  test('either of two values is enough: both must be flipped, and a point without it shows the way', async () => {
    const two = fc.uniqueArray(fc.constantFrom<Axis>('jit', 'gc', 'build', 'embedder', 'release'), {
      minLength: 2,
      maxLength: 2,
    })
    await fc.assert(
      fc.asyncProperty(plainPoints, plainPoints, two, async (bad, good, axes) => {
        fc.pre(axes.every((axis) => good[axis] !== bad[axis]))
        const isBad = (point: Axes) => axes.some((axis) => point[axis] === bad[axis])
        const { finding, asked } = await search({ bad, seen: [bad, good], behaviour: wrongWhere(isBad) })
        expect(finding.flips.map(text)).toEqual(
          SPECIFIC.filter((axis) => axes.includes(axis)).map((axis) =>
            text({ axis, from: bad[axis], to: good[axis] }),
          ),
        )
        expect(finding.confirmed).toBe(true)
        expect(new Set(asked).size).toBe(asked.length)
        const apart = SPECIFIC.filter((axis) => good[axis] !== bad[axis]).length
        // Each axis alone, and each left out of the way between the two points, twice at most.
        expect(asked.length).toBeLessThanOrEqual(SPECIFIC.length + 2 * apart)
      }),
      { numRuns: 300 },
    )
  })

  test('is never named wrongly, whatever is to be had', async () => {
    await fc.assert(
      fc.asyncProperty(
        conjunctions,
        fc.array(points, { maxLength: 6 }),
        fc.uniqueArray(points, { maxLength: 30, selector: key }),
        async ({ bad, axes }, seen, images) => {
          const have = new Set(images.map(key))
          const behaviour = wrongWhere(holds(bad, axes))
          const allowed = (point: Axes) => have.has(key(point))
          const { finding, asked } = await search({ bad, seen: [bad, ...seen], behaviour, allowed })
          for (const point of asked) expect(have).toContain(point)
          if (finding.confirmed && finding.flips.length === 1) expect(axes).toContain(finding.flips[0]!.axis)
          if (finding.flips.length > 0)
            expect(axes.some((axis) => finding.flips.some((flip) => flip.axis === axis))).toBe(true)
          // A point without it was seen, so that something is always found.
          if (seen.some((point) => !holds(bad, axes)(point))) expect(finding.flips).not.toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })
})
