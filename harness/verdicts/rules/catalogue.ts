import intFloatTostring from './int-float-tostring.js'
import type { Rule } from './rule.js'

/** All rules, sorted by id. */
export const RULES: readonly Rule[] = [intFloatTostring]

export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
