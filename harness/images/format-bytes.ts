const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A size for people, in powers of 1000 as Docker writes it: `0 B`, `240 kB`, `1.9 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  // 999.5 and more would be written as 1000.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`
}
