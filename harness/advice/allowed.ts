import { type LuaFile, positionAt } from './lua-file.js'

/**
 * Rules that a file switches off in comments, `-- luaparity: allow <rule-id>`: for the comment's line and the next, or
 * for the whole file in the comment lines at its top.
 */
export function allowedIn(file: LuaFile): (rule: string, line: number) => boolean {
  const everywhere = new Set<string>()
  const byLine = new Map<number, Set<string>>()
  for (const lexeme of file.scan.lexemes) {
    if (lexeme.kind !== 'comment') continue
    const rules = /^\s*luaparity:\s*allow\s+(.*)/.exec(lexeme.text)?.[1]?.match(/[a-z][a-z0-9-]*/g)
    if (!rules) continue
    const { line } = positionAt(file, lexeme.at)
    for (const rule of rules) {
      if (lexeme.at < file.scan.codeAt) everywhere.add(rule)
      for (const covered of [line, line + 1])
        byLine.set(covered, (byLine.get(covered) ?? new Set()).add(rule))
    }
  }
  return (rule, line) => everywhere.has(rule) || byLine.get(line)?.has(rule) === true
}
