import ambiguousCall from './ambiguous-call.js'
import assertMessageObject from './assert-message-object.js'
import assertWithoutValue from './assert-without-value.js'
import attributeConst from './attribute-const.js'
import binaryNumeral from './binary-numeral.js'
import bitOperators from './bit-operators.js'
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
import debugVarargLocals from './debug-vararg-locals.js'
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
import fengari32BitIntegers from './fengari-32-bit-integers.js'
import fengariCollectgarbage from './fengari-collectgarbage.js'
import fengariMessages from './fengari-messages.js'
import fengariNumberFormat from './fengari-number-format.js'
import ffiLibrary from './ffi-library.js'
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
import gcMetamethod from './gc-metamethod.js'
import gcinfoFunction from './gcinfo-function.js'
import gotoAsName from './goto-as-name.js'
import gotoStatement from './goto-statement.js'
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
import label from './label.js'
import leByLt from './le-by-lt.js'
import loadArgumentMessage from './load-argument-message.js'
import loadString from './load-string.js'
import loadstring from './loadstring.js'
import moduleFunction from './module-function.js'
import moduloInfinity from './modulo-infinity.js'
import moduloPrecision from './modulo-precision.js'
import nanSign from './nan-sign.js'
import negativeZero from './negative-zero.js'
import newproxyFunction from './newproxy-function.js'
import numberRounding14Digits from './number-rounding-14-digits.js'
import numeralSuffix from './numeral-suffix.js'
import orderMetamethod from './order-metamethod.js'
import osDateConversions from './os-date-conversions.js'
import osDateFraction from './os-date-fraction.js'
import osTimeFields from './os-time-fields.js'
import osTimeFraction from './os-time-fraction.js'
import packageLoaders from './package-loaders.js'
import packageSearchpath from './package-searchpath.js'
import pairsMetamethod from './pairs-metamethod.js'
import pairsNil from './pairs-nil.js'
import pcallYield from './pcall-yield.js'
import printCallsTostring from './print-calls-tostring.js'
import rawlenFunction from './rawlen-function.js'
import type { Rule } from './rule.js'
import selectFraction from './select-fraction.js'
import setfenvGetfenv from './setfenv-getfenv.js'
import stringDump from './string-dump.js'
import stringRepLimit from './string-rep-limit.js'
import tostringMetamethodResult from './tostring-metamethod-result.js'
import tostringName from './tostring-name.js'
import unpackGlobal from './unpack-global.js'
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
  bitOperators,
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
  debugVarargLocals,
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
  fengari32BitIntegers,
  fengariCollectgarbage,
  fengariMessages,
  fengariNumberFormat,
  ffiLibrary,
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
  gcMetamethod,
  gcinfoFunction,
  gotoAsName,
  gotoStatement,
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
  label,
  leByLt,
  loadArgumentMessage,
  loadString,
  loadstring,
  moduleFunction,
  moduloInfinity,
  moduloPrecision,
  nanSign,
  negativeZero,
  newproxyFunction,
  numberRounding14Digits,
  numeralSuffix,
  orderMetamethod,
  osDateConversions,
  osDateFraction,
  osTimeFields,
  osTimeFraction,
  packageLoaders,
  packageSearchpath,
  pairsMetamethod,
  pairsNil,
  pcallYield,
  printCallsTostring,
  rawlenFunction,
  selectFraction,
  setfenvGetfenv,
  stringDump,
  stringRepLimit,
  tostringMetamethodResult,
  tostringName,
  unpackGlobal,
  versionText,
  warnFunction,
  xpcallArguments,
  xpcallWithoutFunction,
  yieldAcrossMetamethod,
]

export function ruleOf(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
