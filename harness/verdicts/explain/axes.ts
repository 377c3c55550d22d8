import { AXES, type Axes, contradiction, nameOfAxes } from '../../engines/native/axes.js'
import { AXIS_CAUSES } from '../lattice.js'

/** A difference among native engines, and where it may be looked for. */
export interface AxisSearch {
  /** Points already observed, by what the case did there: equal text is equal behaviour, a crash's is `crash <signature>`. */
  seen: ReadonlyMap<string, { axes: Axes; behaviour: string }>
  /** The point that shows the difference. */
  bad: Axes
  /**
   * What the others do; null for a crash, which is gone wherever the case does not crash. Another crash is not taken for
   * the end of the first: a build with assertions, or another release, gives the same fault another signature.
   */
  good: string | null
  /** What the case does at a point; null when the point is not to be had. */
  observe(axes: Axes): Promise<string | null>
  /** Points that may be tried beyond those seen. */
  allowed(axes: Axes): boolean
}

/** One axis, from its value at a point that shows the difference to one with which it is gone. */
export interface Flip {
  axis: keyof Axes
  from: string
  to: string
}

/** What makes the difference come and go. */
export interface AxisFinding {
  /** A set of flips from which none can be left out, the most specific axis first; empty when none was found. */
  flips: Flip[]
  /** Other single flips that make it go as well: the release, which is always tried, and what was seen already. */
  alsoGoneWith: Flip[]
  /** With the flips it goes from a point that shows it, and without any one of them it is there: all of that was seen. */
  confirmed: boolean
  /** Points at which the case was run for this. */
  runs: number
  /** Points that would have been worth trying and were not to be had, as engine names. */
  notTried: string[]
  /** All points that are known to show the difference, the one that was asked about first. */
  badAt: Axes[]
}

/**
 * What is tried first: a switch at run time, other builds on the same base, another base; the collector, for which LuaJIT
 * and Ruby's extension are compiled anew; an emulated machine.
 */
const CHEAP = ['jit', 'build', 'embedder', 'space', 'release', 'gc', 'arch'] as const satisfies Axis[]

type Axis = keyof Axes
type Is = 'bad' | 'good' | 'other' | 'not-to-be-had'
type Flips = Partial<Record<Axis, string>>

/**
 * Finds the smallest set of axis flips that makes a difference among native engines come and go: each axis alone first,
 * then, from the nearest point that does not show it, what cannot be left out. What is known already is not run again, nor
 * what follows from it: where some flips together change nothing, none of them does alone (the assumption of delta
 * debugging). Points that cannot exist are not asked for. Null when the difference is not to be seen at `bad`.
 */
export async function searchAxes(search: AxisSearch): Promise<AxisFinding | null> {
  const points = new Points(search)
  if (!(await points.begin())) return null
  return new Search(search.bad, points).find()
}

/** What is known of points, and the way to know more. */
class Points {
  runs = 0
  readonly #search: AxisSearch
  readonly #known = new Map<string, { axes: Axes; is: Is }>()
  #badBehaviour: string | null = null

  constructor(search: AxisSearch) {
    this.#search = search
  }

  /** Whether the point asked about shows a difference. */
  async begin(): Promise<boolean> {
    const { seen, bad, good } = this.#search
    const known = [...seen.values()].find(({ axes }) => keyOf(axes) === keyOf(bad))
    this.#badBehaviour = known?.behaviour ?? (await this.#run(bad))
    if (this.#badBehaviour === null || this.#badBehaviour === good) return false
    this.#known.set(keyOf(bad), { axes: bad, is: 'bad' })
    for (const { axes, behaviour } of seen.values())
      this.#known.set(keyOf(axes), { axes, is: this.#judge(behaviour) })
    return true
  }

  known(axes: Axes): Is | null {
    return this.#known.get(keyOf(axes))?.is ?? null
  }

  all(is: Is): Axes[] {
    return [...this.#known.values()].filter((point) => point.is === is).map(({ axes }) => axes)
  }

  async ask(axes: Axes): Promise<Is> {
    const known = this.known(axes)
    if (known) return known
    const behaviour = exists(axes) && this.#search.allowed(axes) ? await this.#run(axes) : null
    const is = behaviour === null ? 'not-to-be-had' : this.#judge(behaviour)
    this.#known.set(keyOf(axes), { axes, is })
    return is
  }

  async #run(axes: Axes): Promise<string | null> {
    const behaviour = await this.#search.observe(axes)
    if (behaviour !== null) this.runs++
    return behaviour
  }

  #judge(behaviour: string): Is {
    const { good } = this.#search
    if (behaviour === this.#badBehaviour) return 'bad'
    if (good !== null) return behaviour === good ? 'good' : 'other'
    return isCrash(behaviour) && isCrash(this.#badBehaviour!) ? 'other' : 'good'
  }
}

class Search {
  readonly #bad: Axes
  readonly #points: Points
  /** Axes of which no value could be tried. */
  readonly #untried = new Set<Axis>()

  constructor(bad: Axes, points: Points) {
    this.#bad = bad
    this.#points = points
  }

  async find(): Promise<AxisFinding> {
    const singles = CHEAP.flatMap((axis) => this.#alreadyGone(axis))
    for (const axis of CHEAP.filter((name) => singles.every((found) => found.axis !== name))) {
      // What would only be named behind another is not run, but for the release, as that says where it is mended.
      if (axis !== 'release' && !singles.every((found) => isMoreSpecific(axis, found.axis))) continue
      const to = await this.#firstValue(axis)
      if (to !== null) singles.push(this.#flip(axis, to))
    }
    if (singles.length > 0) return this.#finding(singles)
    const several = await this.#several()
    if (several && several.flips.length > 1) return this.#finding([], several)
    const last = several?.flips[0] ?? (await this.#otherValue())
    return this.#finding(last ? [last] : [])
  }

  #alreadyGone(axis: Axis): Flip[] {
    const isGone = (to: string) => this.#points.known(flipped(this.#bad, { [axis]: to })) === 'good'
    const to = this.#valuesOf(axis).find(isGone)
    return to === undefined ? [] : [this.#flip(axis, to)]
  }

  // One value stands for the axis: the first that is to be had.
  async #firstValue(axis: Axis): Promise<string | null> {
    if (!this.#mayHelp(axis)) return null
    for (const to of this.#valuesOf(axis)) {
      const is = await this.#single(axis, to)
      if (is !== 'not-to-be-had') return is === 'good' ? to : null
    }
    this.#untried.add(axis)
    return null
  }

  // With no other hope: the other values as well. A sanitizer's build takes minutes, and it is no remedy.
  async #otherValue(): Promise<Flip | null> {
    for (const axis of CHEAP) {
      if (!this.#mayHelp(axis) || (axis === 'build' && this.#bad.build === 'release')) continue
      for (const to of this.#valuesOf(axis)) {
        if ((await this.#single(axis, to)) === 'good') return this.#flip(axis, to)
      }
    }
    return null
  }

  // A naive embedder and a crowded address space bring faults of their own, which would pass for the end of this one.
  #mayHelp(axis: Axis): boolean {
    if (axis !== 'embedder' && axis !== 'space') return true
    return this.#bad[axis] !== AXES[axis][0] || !this.#points.all('good').every(same(axis, this.#bad))
  }

  // From the point that was asked about; where that is not to be had, from another that shows the same.
  async #single(axis: Axis, to: string): Promise<Is> {
    const flips = { [axis]: to }
    const near = flipped(this.#bad, flips)
    if (this.#points.known(near) === null && this.#isRuledOut(flips)) return 'bad'
    const is = await this.#points.ask(near)
    if (is !== 'not-to-be-had') return is
    const others = this.#points
      .all('bad')
      .filter(same(axis, this.#bad))
      .map((point) => flipped(point, flips))
    const isKnown = (point: Axes) => this.#points.known(point) !== null
    for (const point of [...others.filter(isKnown), ...others]) {
      const there = await this.#points.ask(point)
      if (there !== 'not-to-be-had') return there
    }
    return 'not-to-be-had'
  }

  // What of the way to the nearest point without the difference cannot be left out, dropping the least specific first.
  async #several(): Promise<{ flips: Flip[]; sure: boolean } | null> {
    const ways = this.#points.all('good').map((good) => differenceOf(this.#bad, good))
    const way = ways.sort((a, b) => sizeOf(a) - sizeOf(b))[0]
    if (!way) return null
    const flips = await this.#reduced(way)
    const names = AXIS_CAUSES.filter((axis) => flips[axis] !== undefined)
    return {
      flips: names.map((axis) => this.#flip(axis, flips[axis]!)),
      sure: names.every((axis) => this.#isNeeded(axis, flips)),
    }
  }

  // What is left out is never put back, and each leaving out may make room for another: arm64 has one kind of references.
  async #reduced(flips: Flips): Promise<Flips> {
    for (const axis of [...AXIS_CAUSES].reverse()) {
      const rest = without(flips, axis)
      if (flips[axis] === undefined || sizeOf(rest) === 0 || this.#isRuledOut(rest)) continue
      if ((await this.#points.ask(flipped(this.#bad, rest))) === 'good') return this.#reduced(rest)
    }
    return flips
  }

  #isNeeded(axis: Axis, flips: Flips): boolean {
    const rest = without(flips, axis)
    const point = flipped(this.#bad, rest)
    const is = this.#points.known(point)
    return is === 'bad' || is === 'other' || this.#isRuledOut(rest) || !exists(point)
  }

  // More flips than these, together, did not make it go.
  #isRuledOut(flips: Flips): boolean {
    return this.#points.all('bad').some((point) => sizeOf(differenceOf(point, flipped(point, flips))) === 0)
  }

  // Those that a point without the difference has come first, then the default; the JIT compiler off says more than on.
  #valuesOf(axis: Axis): string[] {
    const good = this.#points.all('good').map((point) => point[axis])
    const usual: readonly string[] = axis === 'jit' ? ['off', 'on'] : AXES[axis]
    const seen = [...usual, ...good].filter((value) => good.some((other) => other === value))
    return [...new Set([...seen, ...usual])].filter((value) => value !== this.#bad[axis])
  }

  #flip(axis: Axis, to: string): Flip {
    return { axis, from: this.#bad[axis], to }
  }

  #finding(singles: readonly Flip[], several?: { flips: Flip[]; sure: boolean }): AxisFinding {
    const [first, ...others] = [...singles].sort(
      (a, b) => AXIS_CAUSES.indexOf(a.axis) - AXIS_CAUSES.indexOf(b.axis),
    )
    return {
      flips: several?.flips ?? (first ? [first] : []),
      alsoGoneWith: others,
      // A single flip is only ever found by seeing it work.
      confirmed: several?.sure ?? first !== undefined,
      runs: this.#points.runs,
      notTried: this.#notTried(first?.axis ?? null),
      badAt: this.#points.all('bad'),
    }
  }

  // Once one is found: what would have taken its place, and whether another release has it.
  #notTried(found: Axis | null): string[] {
    const isWorth = (axis: Axis) => found === null || axis === 'release' || isMoreSpecific(axis, found)
    return AXIS_CAUSES.filter((axis) => this.#untried.has(axis) && isWorth(axis)).flatMap((axis) => {
      const to = remedy(axis, this.#bad)
      const point = to === null ? null : flipped(this.#bad, { [axis]: to })
      return point && exists(point) ? [nameOfAxes(point)] : []
    })
  }
}

// Where a user would look for it to be gone: nobody makes an address space or a build worse to be rid of a difference.
function remedy(axis: Axis, bad: Axes): string | null {
  switch (axis) {
    case 'jit':
      return bad.jit === 'off' ? 'on' : 'off'
    case 'gc':
    case 'release':
      return AXES[axis].find((value) => value !== bad[axis]) ?? null
    case 'build':
    case 'embedder':
    case 'space':
      return bad[axis] === AXES[axis][0] ? null : AXES[axis][0]
    case 'arch':
      return null
  }
}

function isMoreSpecific(a: Axis, b: Axis): boolean {
  return AXIS_CAUSES.indexOf(a) < AXIS_CAUSES.indexOf(b)
}

function same(axis: Axis, axes: Axes): (other: Axes) => boolean {
  return (other) => other[axis] === axes[axis]
}

function isCrash(behaviour: string): boolean {
  return behaviour.startsWith('crash ')
}

function exists(axes: Axes): boolean {
  return contradiction(axes) === null
}

// Not the name, which depends on the machine that the harness runs on.
function keyOf(axes: Axes): string {
  return AXIS_CAUSES.map((axis) => axes[axis]).join()
}

function flipped(axes: Axes, flips: Flips): Axes {
  return { ...axes, ...flips } as Axes
}

function differenceOf(from: Axes, to: Axes): Flips {
  return Object.fromEntries(
    AXIS_CAUSES.filter((axis) => from[axis] !== to[axis]).map((axis) => [axis, to[axis]]),
  )
}

function without(flips: Flips, axis: Axis): Flips {
  return Object.fromEntries(Object.entries(flips).filter(([name]) => name !== axis))
}

function sizeOf(flips: Flips): number {
  return Object.keys(flips).length
}
