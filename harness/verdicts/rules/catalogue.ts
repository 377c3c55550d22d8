import bitLibrary from './bit-library.js'
import bit32Library from './bit32-library.js'
import fengari32BitIntegers from './fengari-32-bit-integers.js'
import fengariNumberFormat from './fengari-number-format.js'
import findInitBeyondEnd from './find-init-beyond-end.js'
import forStepZero from './for-step-zero.js'
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
import fractionArguments from './fraction-arguments.js'
import gmatchInit from './gmatch-init.js'
import gsubReplacementPercent from './gsub-replacement-percent.js'
import intFloatTostring from './int-float-tostring.js'
import integerDigits from './integer-digits.js'
import integerModuloZero from './integer-modulo-zero.js'
import integerOverflow from './integer-overflow.js'
import integerPrecision from './integer-precision.js'
import lengthMetamethod from './length-metamethod.js'
import lengthOfHoles from './length-of-holes.js'
import mathAtanArguments from './math-atan-arguments.js'
import mathFmodZero from './math-fmod-zero.js'
import mathFunctions from './math-functions.js'
import mathIntegerFunctions from './math-integer-functions.js'
import mathLogBase from './math-log-base.js'
import mathRandomRange from './math-random-range.js'
import mathRandomSequence from './math-random-sequence.js'
import moduloInfinity from './modulo-infinity.js'
import moduloPrecision from './modulo-precision.js'
import nanSign from './nan-sign.js'
import negativeZero from './negative-zero.js'
import negativeZeroConstant from './negative-zero-constant.js'
import numberRounding14Digits from './number-rounding-14-digits.js'
import osDateC from './os-date-c.js'
import osDateUtc from './os-date-utc.js'
import patternClassG from './pattern-class-g.js'
import patternEmptyMatch from './pattern-empty-match.js'
import patternZero from './pattern-zero.js'
import repSeparator from './rep-separator.js'
import type { Rule } from './rule.js'
import stringPack from './string-pack.js'
import stringPositionRange from './string-position-range.js'
import tableForeach from './table-foreach.js'
import tableFunctionsMetamethods from './table-functions-metamethods.js'
import tableGetn from './table-getn.js'
import tableInsertPosition from './table-insert-position.js'
import tableMaxn from './table-maxn.js'
import tableMove from './table-move.js'
import tablePack from './table-pack.js'
import tableRemoveNothing from './table-remove-nothing.js'
import tableRemovePosition from './table-remove-position.js'
import tableSetn from './table-setn.js'
import tableUnpack from './table-unpack.js'
import tonumberBase from './tonumber-base.js'
import tonumberBinary from './tonumber-binary.js'
import tonumberInfNan from './tonumber-inf-nan.js'
import utf8Library from './utf8-library.js'

/** All rules, sorted by id. */
export const RULES: readonly Rule[] = [
  bitLibrary,
  bit32Library,
  fengari32BitIntegers,
  fengariNumberFormat,
  findInitBeyondEnd,
  forStepZero,
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
  fractionArguments,
  gmatchInit,
  gsubReplacementPercent,
  intFloatTostring,
  integerDigits,
  integerModuloZero,
  integerOverflow,
  integerPrecision,
  lengthMetamethod,
  lengthOfHoles,
  mathAtanArguments,
  mathFmodZero,
  mathFunctions,
  mathIntegerFunctions,
  mathLogBase,
  mathRandomRange,
  mathRandomSequence,
  moduloInfinity,
  moduloPrecision,
  nanSign,
  negativeZero,
  negativeZeroConstant,
  numberRounding14Digits,
  osDateC,
  osDateUtc,
  patternClassG,
  patternEmptyMatch,
  patternZero,
  repSeparator,
  stringPack,
  stringPositionRange,
  tableForeach,
  tableFunctionsMetamethods,
  tableGetn,
  tableInsertPosition,
  tableMaxn,
  tableMove,
  tablePack,
  tableRemoveNothing,
  tableRemovePosition,
  tableSetn,
  tableUnpack,
  tonumberBase,
  tonumberBinary,
  tonumberInfNan,
  utf8Library,
]

export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
