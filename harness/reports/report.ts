import type { Advice } from '../advice/advice.js'
import { canonicalText } from '../observations/canonical.js'
import type { Captured } from '../observations/observation.js'
import type { LuaValue } from '../observations/values.js'
import {
  type CaseResult,
  type EngineResult,
  isEmulated,
  type LedgerReview,
  lostEngines,
  type RunResult,
  summarise,
} from '../runs/result.js'
import { isJitIdle } from '../verdicts/jit-idle.js'
import { isGreen } from '../verdicts/verdict.js'
import { type ObservationReport, REPORT_SCHEMA, type Report } from './schema.js'

/** A run as the JSON report's object. */
export function buildReport(
  result: RunResult,
  version: string,
  exitCode: number,
  advice: readonly Advice[] = [],
): Report {
  return {
    schema: REPORT_SCHEMA,
    run: {
      id: result.id,
      startedAt: result.startedAt.toISOString(),
      durationMs: round(result.durationMs),
      seed: result.seed,
      luaparity: version,
      shard: null,
      planned: result.planned,
      cutShort: result.cutShort,
    },
    engines: result.engines.map(engineReport),
    cases: result.cases.map((caseResult) => caseReport(caseResult, result.engines)),
    advice: advice.map((warning) => ({ ...warning, engines: [...warning.engines] })),
    ledger: result.ledger && ledgerReport(result.ledger),
    summary: summarise(result),
    exitCode,
  }
}

function engineReport(engine: EngineResult): Report['engines'][number] {
  const { name, kind, reference, axes, status, incidents } = engine
  const base = { name, kind, reference, axes, incidents: [...incidents], timing: timingReport(engine) }
  if (status.kind !== 'ready') {
    return { ...base, status: status.kind, reason: status.reason, fingerprint: null }
  }
  const facts = Object.entries(status.fingerprint).map(([key, fact]) => [
    key,
    typeof fact === 'object' ? [...fact] : fact,
  ])
  return { ...base, status: 'ready', fingerprint: Object.fromEntries(facts) }
}

function timingReport({ timing }: EngineResult): Report['engines'][number]['timing'] {
  if (timing === null) return null
  const { startMs, runMs, cases } = timing
  const casesPerSecond = runMs > 0 ? round((cases * 1000) / runMs) : null
  return { startMs: round(startMs), runMs: round(runMs), cases, casesPerSecond }
}

function caseReport(result: CaseResult, engines: readonly EngineResult[]): Report['cases'][number] {
  const { case: testCase, judgement } = result
  return {
    id: testCase.id,
    kind: testCase.kind,
    file: testCase.file,
    line: testCase.line,
    ok: isGreen(judgement) && lostEngines(result, engines).length === 0,
    reference: judgement.reference,
    expectations: testCase.expectations.map(({ text }) => text),
    unmet: judgement.unmet,
    failures: judgement.failures,
    verdict: judgement.verdict,
    observations: Object.fromEntries(
      engines.map((engine) => [engine.name, observationReport(engine, result)]),
    ),
  }
}

function observationReport(engine: EngineResult, result: CaseResult): ObservationReport {
  const seen = result.observations.get(engine.name)!
  const settings = result.settings.get(engine.name)
  return {
    outcome: seen.outcome,
    reason: seen.reason,
    durationMs: round(seen.durationMs),
    values: seen.values && encoded(seen.values),
    output: capturedReport(seen.output),
    errorOutput: capturedReport(seen.errorOutput),
    rawOutput: capturedReport(seen.rawOutput),
    error: seen.error && { ...seen.error, value: seen.error.value && encoded([seen.error.value]) },
    hostCalls: seen.hostCalls.map((call) => ({
      name: call.name,
      arguments: encoded(call.arguments),
      results: encoded(call.results),
      error: call.error && encoded([call.error]),
    })),
    crash: seen.crash && { ...seen.crash, confirmed: seen.crash.confirmed && !isEmulated(engine) },
    jit: seen.jit,
    jitIdle: isJitIdle(engine, seen),
    settings: settings?.map((setting) => ({ ...setting })) ?? null,
  }
}

function ledgerReport({ file, entries, stale, expired }: LedgerReview): Report['ledger'] {
  return { file, entries: entries.length, stale: [...stale], expired: [...expired] }
}

function encoded(values: readonly LuaValue[]): string {
  return canonicalText(values, { numbers: 'kind', order: true })
}

function capturedReport({ bytes, truncated }: Captured): ObservationReport['output'] {
  const text = bytes.toString('utf8')
  // Text that does not give the same bytes back is not the output; the bytes go along.
  const exact = Buffer.from(text, 'utf8').equals(bytes)
  return { text, base64: exact ? null : bytes.toString('base64'), truncated }
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
