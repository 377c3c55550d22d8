import ambiguousCall from './ambiguous-call.js'
import assertMessageObject from './assert-message-object.js'
import assertWithoutValue from './assert-without-value.js'
import attributeConst from './attribute-const.js'
import binaryNumeral from './binary-numeral.js'
import bitLibrary from './bit-library.js'
import bitOperators from './bit-operators.js'
import bit32Library from './bit32-library.js'
import breakInMiddle from './break-in-middle.js'
import collectgarbageIsrunning from './collectgarbage-isrunning.js'
import collectgarbageModes from './collectgarbage-modes.js'
import coroutineClose from './coroutine-close.js'
import coroutineIsyieldable from './coroutine-isyieldable.js'
import coroutineOfBuiltin from './coroutine-of-builtin.js'
import coroutineRunningMain from './coroutine-running-main.js'
import debugEnvironments from './debug-environments.js'
import debugParameterNames from './debug-parameter-names.js'
import debugUpvalueIdentity from './debug-upvalue-identity.js'
import debugUservalues from './debug-uservalues.js'
import emptyStatement from './empty-statement.js'
import envVariable from './env-variable.js'
import eqMetamethod from './eq-metamethod.js'
import errorMessageArithmetic from './error-message-arithmetic.js'
import errorMessageFormatWidth from './error-message-format-width.js'
import errorMessageFunctionNames from './error-message-function-names.js'
import errorMessageTailCall from './error-message-tail-call.js'
import errorMessageTypeNames from './error-message-type-names.js'
import errorMessageVariableNames from './error-message-variable-names.js'
import escapeUnknown from './escape-unknown.js'
import escapes from './escapes.js'
import fengari32BitIntegers from './fengari-32-bit-integers.js'
import fengariCollectgarbage from './fengari-collectgarbage.js'
import fengariMessages from './fengari-messages.js'
import fengariNumberFormat from './fengari-number-format.js'
import ffiLibrary from './ffi-library.js'
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
import gcMetamethod from './gc-metamethod.js'
import gcinfoFunction from './gcinfo-function.js'
import gmatchInit from './gmatch-init.js'
import gotoAsName from './goto-as-name.js'
import gotoStatement from './goto-statement.js'
import gsubReplacementPercent from './gsub-replacement-percent.js'
import hexFloatLiteral from './hex-float-literal.js'
import intFloatTostring from './int-float-tostring.js'
import integerDigits from './integer-digits.js'
import integerDivisionOperator from './integer-division-operator.js'
import integerModuloZero from './integer-modulo-zero.js'
import integerOverflow from './integer-overflow.js'
import integerPrecision from './integer-precision.js'
import ioWriteResult from './io-write-result.js'
import ipairsMetamethod from './ipairs-metamethod.js'
import jitLibrary from './jit-library.js'
import leByLt from './le-by-lt.js'
import lengthMetamethod from './length-metamethod.js'
import lengthOfHoles from './length-of-holes.js'
import loadArgumentMessage from './load-argument-message.js'
import loadString from './load-string.js'
import loadstring from './loadstring.js'
import luajitModules from './luajit-modules.js'
import mathAtanArguments from './math-atan-arguments.js'
import mathFmodZero from './math-fmod-zero.js'
import mathFunctions from './math-functions.js'
import mathIntegerFunctions from './math-integer-functions.js'
import mathLogBase from './math-log-base.js'
import mathRandomRange from './math-random-range.js'
import mathRandomSequence from './math-random-sequence.js'
import moduleFunction from './module-function.js'
import moduloInfinity from './modulo-infinity.js'
import moduloPrecision from './modulo-precision.js'
import nanSign from './nan-sign.js'
import negativeZero from './negative-zero.js'
import negativeZeroConstant from './negative-zero-constant.js'
import newproxyFunction from './newproxy-function.js'
import numberRounding14Digits from './number-rounding-14-digits.js'
import numeralSuffix from './numeral-suffix.js'
import orderMetamethod from './order-metamethod.js'
import osDateC from './os-date-c.js'
import osDateConversions from './os-date-conversions.js'
import osDateFraction from './os-date-fraction.js'
import osDateUtc from './os-date-utc.js'
import osTimeFields from './os-time-fields.js'
import osTimeFraction from './os-time-fraction.js'
import packageLoaders from './package-loaders.js'
import packageSearchpath from './package-searchpath.js'
import pairsMetamethod from './pairs-metamethod.js'
import pairsNil from './pairs-nil.js'
import patternClassG from './pattern-class-g.js'
import patternEmptyMatch from './pattern-empty-match.js'
import patternZero from './pattern-zero.js'
import pcallYield from './pcall-yield.js'
import printCallsTostring from './print-calls-tostring.js'
import rawlenFunction from './rawlen-function.js'
import repSeparator from './rep-separator.js'
import type { Rule } from './rule.js'
import setfenvGetfenv from './setfenv-getfenv.js'
import stringDump from './string-dump.js'
import stringPack from './string-pack.js'
import stringPositionRange from './string-position-range.js'
import stringRepLimit from './string-rep-limit.js'
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
import tostringMetamethodResult from './tostring-metamethod-result.js'
import tostringName from './tostring-name.js'
import unpackGlobal from './unpack-global.js'
import utf8Library from './utf8-library.js'
import versionText from './version-text.js'
import warnFunction from './warn-function.js'
import xpcallArguments from './xpcall-arguments.js'
import xpcallWithoutFunction from './xpcall-without-function.js'
import yieldAcrossMetamethod from './yield-across-metamethod.js'

/** All rules, sorted by id. */
export const RULES: readonly Rule[] = [
  ambiguousCall,
  assertMessageObject,
  assertWithoutValue,
  attributeConst,
  binaryNumeral,
  bitLibrary,
  bitOperators,
  bit32Library,
  breakInMiddle,
  collectgarbageIsrunning,
  collectgarbageModes,
  coroutineClose,
  coroutineIsyieldable,
  coroutineOfBuiltin,
  coroutineRunningMain,
  debugEnvironments,
  debugParameterNames,
  debugUpvalueIdentity,
  debugUservalues,
  emptyStatement,
  envVariable,
  eqMetamethod,
  errorMessageArithmetic,
  errorMessageFormatWidth,
  errorMessageFunctionNames,
  errorMessageTailCall,
  errorMessageTypeNames,
  errorMessageVariableNames,
  escapeUnknown,
  escapes,
  fengari32BitIntegers,
  fengariCollectgarbage,
  fengariMessages,
  fengariNumberFormat,
  ffiLibrary,
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
  gcMetamethod,
  gcinfoFunction,
  gmatchInit,
  gotoAsName,
  gotoStatement,
  gsubReplacementPercent,
  hexFloatLiteral,
  intFloatTostring,
  integerDigits,
  integerDivisionOperator,
  integerModuloZero,
  integerOverflow,
  integerPrecision,
  ioWriteResult,
  ipairsMetamethod,
  jitLibrary,
  leByLt,
  lengthMetamethod,
  lengthOfHoles,
  loadArgumentMessage,
  loadString,
  loadstring,
  luajitModules,
  mathAtanArguments,
  mathFmodZero,
  mathFunctions,
  mathIntegerFunctions,
  mathLogBase,
  mathRandomRange,
  mathRandomSequence,
  moduleFunction,
  moduloInfinity,
  moduloPrecision,
  nanSign,
  negativeZero,
  negativeZeroConstant,
  newproxyFunction,
  numberRounding14Digits,
  numeralSuffix,
  orderMetamethod,
  osDateC,
  osDateConversions,
  osDateFraction,
  osDateUtc,
  osTimeFields,
  osTimeFraction,
  packageLoaders,
  packageSearchpath,
  pairsMetamethod,
  pairsNil,
  patternClassG,
  patternEmptyMatch,
  patternZero,
  pcallYield,
  printCallsTostring,
  rawlenFunction,
  repSeparator,
  setfenvGetfenv,
  stringDump,
  stringPack,
  stringPositionRange,
  stringRepLimit,
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
  tostringMetamethodResult,
  tostringName,
  unpackGlobal,
  utf8Library,
  versionText,
  warnFunction,
  xpcallArguments,
  xpcallWithoutFunction,
  yieldAcrossMetamethod,
]

export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
