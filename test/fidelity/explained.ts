/** A difference between the logs of one program, and a way to find out more about it. */
export interface Difference {
  text: string
  wanted: string
  seen: string
  /** What the reference logs when it compiles nothing; null where it has no such switch. */
  withoutJit: () => Promise<string | null>
}

/** A cause of differences that is not the fault of the engine under test. */
interface Explanation {
  reason: string
  explains(difference: Difference): boolean | Promise<boolean>
}

const EXPLANATIONS: readonly Explanation[] = [
  {
    reason: 'the JIT compiler of the reference changes the result: with it off, both agree',
    explains: async ({ seen, withoutJit }) => (await withoutJit()) === seen,
  },
  {
    reason: "a complex number, which only LuaJIT's ffi makes, ends the case as unsupported",
    explains: ({ seen }) => seen.startsWith('(the case ended as unsupported: the literal '),
  },
]

/** The first cause that explains a difference; null when none does. */
export async function explain(difference: Difference): Promise<string | null> {
  for (const { reason, explains } of EXPLANATIONS) {
    if (await explains(difference)) return reason
  }
  return null
}
