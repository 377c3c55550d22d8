/** Of the names there are, those that may have been meant by `given`, the closest first; at most three. */
export function similarNames(given: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, distance: distanceOf(given.toLowerCase(), name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name)
}

// Names of several words are often remembered by one of them.
function distanceOf(given: string, name: string): number {
  const words = name.split('-')
  const known = given.split(/[^a-z0-9]+/).filter((word) => words.includes(word)).length
  if (known > 0) return 1 - known / (words.length + 1)
  return name.startsWith(given) && given.length > 2 ? 1 : edits(given, name)
}

// Levenshtein's distance, one row at a time.
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, changed))
    }
    row = next
  }
  return row[b.length]!
}
