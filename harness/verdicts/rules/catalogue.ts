import ambiguousCall from './ambiguous-call.js'
import attributeConst from './attribute-const.js'
import binaryNumeral from './binary-numeral.js'
import bitOperators from './bit-operators.js'
import breakInMiddle from './break-in-middle.js'
import emptyStatement from './empty-statement.js'
import escapeUnknown from './escape-unknown.js'
import fengari32BitIntegers from './fengari-32-bit-integers.js'
import fengariNumberFormat from './fengari-number-format.js'
import format32Bits from './format-32-bits.js'
import formatA from './format-a.js'
import formatDFraction from './format-d-fraction.js'
import formatDRange from './format-d-range.js'
import formatQ from './format-q.js'
import formatRoundingHalf from './format-rounding-half.js'
import formatSNotString from './format-s-not-string.js'
import formatUpperF from './format-upper-f.js'
import formatXNegative from './format-x-negative.js'
import formatZeroByte from './format-zero-byte.js'
import gotoAsName from './goto-as-name.js'
import gotoStatement from './goto-statement.js'
import hexFloatLiteral from './hex-float-literal.js'
import intFloatTostring from './int-float-tostring.js'
import integerDigits from './integer-digits.js'
import integerDivisionOperator from './integer-division-operator.js'
import integerModuloZero from './integer-modulo-zero.js'
import integerOverflow from './integer-overflow.js'
import integerPrecision from './integer-precision.js'
import label from './label.js'
import moduloInfinity from './modulo-infinity.js'
import moduloPrecision from './modulo-precision.js'
import nanSign from './nan-sign.js'
import negativeZero from './negative-zero.js'
import numberRounding14Digits from './number-rounding-14-digits.js'
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
  fengari32BitIntegers,
  fengariNumberFormat,
  format32Bits,
  formatA,
  formatDFraction,
  formatDRange,
  formatQ,
  formatRoundingHalf,
  formatSNotString,
  formatUpperF,
  formatXNegative,
  formatZeroByte,
  gotoAsName,
  gotoStatement,
  hexFloatLiteral,
  intFloatTostring,
  integerDigits,
  integerDivisionOperator,
  integerModuloZero,
  integerOverflow,
  integerPrecision,
  label,
  moduloInfinity,
  moduloPrecision,
  nanSign,
  negativeZero,
  numberRounding14Digits,
  numeralSuffix,
]

export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
