/**
 * Names of engines, separated by commas. `native:<axis>=<value>,<axis>=<value>` has commas of its own: what follows one and
 * looks like an axis belongs to the name before.
 */
export function engineNames(text: string): string[] {
  const names: string[] = []
  for (const part of text.split(',').map((name) => name.trim())) {
    const before = names.at(-1)
    if (before?.startsWith('native:') && /^[a-z]+=[^=]*$/.test(part))
      names[names.length - 1] = `${before},${part}`
    else if (part) names.push(part)
  }
  return names
}
