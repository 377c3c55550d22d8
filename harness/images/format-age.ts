const UNITS = [
  ['day', 86_400],
  ['h', 3600],
  ['min', 60],
] as const

/** How long ago something was, for people: `just now`, `5 min`, `3 h`, `1 day`, `12 days`. */
export function formatAge(then: Date, now: Date): string {
  const seconds = (now.getTime() - then.getTime()) / 1000
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length)
    if (count >= 1) return `${count} ${unit}${unit === 'day' && count > 1 ? 's' : ''}`
  }
  return 'just now'
}
