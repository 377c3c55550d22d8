/**
 * Names of engines separated by commas. A comma within the name of a native engine stands before an axis, so that
 * `native:gc=gc32,jit=off,lua51` is two.
 */
export function nameList(text: string): string[] {
  const names: string[] = []
  for (const part of text.split(',').map((name) => name.trim())) {
    if (part === '') continue
    const last = names.length - 1
    if (/^[a-z]+=/.test(part) && names[last]?.startsWith('native:')) names[last] += `,${part}`
    else names.push(part)
  }
  return names
}
