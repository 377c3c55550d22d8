/** Something to do: the files are to be read again, or something is to be run again. */
export interface Request {
  /** Why, as it is shown; null where nobody asked for anything. */
  cause: string | null
  /** When it was asked for, in milliseconds of the clock. */
  since: number
  reread: boolean
  again: 'all' | 'failing' | 'latest' | null
}

const MOST_NAMES = 3

/** What both ask for. A run that is asked for by a key takes the place of another, but for all. */
export function together(before: Request | null, now: Request): Request {
  if (!before) return now
  const causes = [before.cause, now.cause].filter(
    (cause, index, all) => cause !== null && all.indexOf(cause) === index,
  )
  return {
    cause: causes.length > 0 ? causes.join(', ') : null,
    since: Math.min(before.since, now.since),
    reread: before.reread || now.reread,
    again: before.again === 'all' ? 'all' : (now.again ?? before.again),
  }
}

/** What has become of files, by their paths as they are shown. */
export type Changes = ReadonlyMap<string, 'changed' | 'new' | 'gone'>

/** "a.lua and b.lua changed, c.lua gone". */
export function causeOf(changes: Changes): string {
  const parts = (['changed', 'new', 'gone'] as const).flatMap((kind) => {
    const paths = [...changes].flatMap(([path, is]) => (is === kind ? [path] : [])).sort()
    return paths.length > 0 ? [`${listOf(paths)} ${kind}`] : []
  })
  return parts.join(', ')
}

function listOf(paths: readonly string[]): string {
  const shown = paths.slice(0, paths.length > MOST_NAMES ? MOST_NAMES - 1 : MOST_NAMES)
  const more = paths.length - shown.length
  const names = more > 0 ? [...shown, `${more} more`] : shown
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')
}
