import ambiguousCall from './ambiguous-call.js'
import attributeConst from './attribute-const.js'
import binaryNumeral from './binary-numeral.js'
import bitOperators from './bit-operators.js'
import breakInMiddle from './break-in-middle.js'
import emptyStatement from './empty-statement.js'
import escapeUnknown from './escape-unknown.js'
import gotoAsName from './goto-as-name.js'
import gotoStatement from './goto-statement.js'
import hexFloatLiteral from './hex-float-literal.js'
import intFloatTostring from './int-float-tostring.js'
import integerDivisionOperator from './integer-division-operator.js'
import label from './label.js'
import numeralSuffix from './numeral-suffix.js'
import type { Rule } from './rule.js'

/** All rules, sorted by id. */
export const RULES: readonly Rule[] = [
  ambiguousCall,
  attributeConst,
  binaryNumeral,
  bitOperators,
  breakInMiddle,
  emptyStatement,
  escapeUnknown,
  gotoAsName,
  gotoStatement,
  hexFloatLiteral,
  intFloatTostring,
  integerDivisionOperator,
  label,
  numeralSuffix,
]

export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
