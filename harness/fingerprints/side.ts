/** One of the two engines that are compared. */
export interface Side {
  name: string
  kind: string
  /** Where its facts come from, in words. */
  source: string
  /** Version of the luaparity that found them out; null where it is not known. */
  luaparity: string | null
  axes: Readonly<Record<string, string>> | null
  /** The fingerprint; any JSON value may be a fact. */
  facts: Readonly<Record<string, unknown>>
}
