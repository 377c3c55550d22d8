import fc from 'fast-check'

/** Lua source text, generated. */
export type Source = fc.Arbitrary<string>

/** Source text with generated parts, put together as a template is; backslashes stay as they are written. */
export function lua({ raw }: TemplateStringsArray, ...parts: readonly Source[]): Source {
  return fc.tuple(...parts).map((texts) => String.raw({ raw }, ...texts))
}

/** One of these texts; what shrinks becomes the first. */
export function words(...texts: readonly [string, ...string[]]): Source {
  return fc.constantFrom(...texts)
}

/** One of these, the given number of times as likely as a weight of one; what shrinks becomes like the first. */
export function weighted(...options: readonly (readonly [weight: number, source: Source])[]): Source {
  return fc.oneof({ withCrossShrink: true }, ...options.map(([weight, arbitrary]) => ({ weight, arbitrary })))
}

export function oneOf(...options: readonly Source[]): Source {
  return fc.oneof({ withCrossShrink: true }, ...options)
}

interface Count {
  min?: number
  max: number
  separator?: string
}

/** Several, one after the other. */
export function several(source: Source, { min = 0, max, separator = ', ' }: Count): Source {
  return fc
    .array(source, { minLength: min, maxLength: max, size: 'max' })
    .map((texts) => texts.join(separator))
}
