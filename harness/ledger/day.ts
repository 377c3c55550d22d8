/** The day of a moment in UTC, as `2027-01-31`. */
export function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** Whether a text is a day that there is, as `utcDay` writes it. */
export function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(moment.getTime()) && utcDay(moment) === text
}
