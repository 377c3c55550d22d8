import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { messageOf, UsageError } from '../../errors.js'
import { packageRoot } from '../../package-root.js'
import { preludeBundle } from '../../prelude/bundle.js'
import { SHIM_PATTERNS } from '../../prelude/shim-of.js'
import type { Adapter } from './protocol.js'

/** The class of our own C extension needs none: the agent knows it, and can do more with it. */
const OWN = 'luajit'
export interface NamedAdapter {
  /** As the configuration has it. */
  name: string
  /** Null for our own extension. */
  adapter: Adapter | null
}

/** Those that come with this package, in containers/adapters/. */
const READY = ['rufus-lua']

/**
 * The adapter that a configuration names: a ready one, or the path of a Ruby file, relative to `root`. Throws UsageError when it cannot be read.
 */
export function readAdapter(named: string, root: string): NamedAdapter {
  if (named === OWN) return { name: named, adapter: null }
  const path = READY.includes(named)
    ? join(packageRoot, 'containers', 'adapters', `${named}.rb`)
    : resolve(root, named)
  try {
    const source = readFileSync(path, 'utf8')
    return { name: named, adapter: { source, path: named, preludes: preludes() } }
  } catch (cause) {
    throw new UsageError(`the adapter "${named}" cannot be read: ${messageOf(cause)}`, {
      cause,
      hint: `Write the path of a Ruby file, or one of the ready adapters: ${[OWN, ...READY].join(', ')}.`,
    })
  }
}

function preludes(): Adapter['preludes'] {
  return SHIM_PATTERNS.map(({ pattern, shim }) => ({ vm: pattern, text: preludeBundle(shim) }))
}
