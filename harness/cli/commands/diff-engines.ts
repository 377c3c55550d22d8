import { EngineUnavailableError } from '../../errors.js'
import { compareEngines, isParity } from '../../fingerprints/compare.js'
import { describeComparison } from '../../fingerprints/describe.js'
import { comparisonJson } from '../../fingerprints/json.js'
import { readSaved, savedName } from '../../fingerprints/saved.js'
import type { Side } from '../../fingerprints/side.js'
import { probeConfigured } from '../engines-of-config.js'
import type { Probed } from '../probe-engines.js'
import { processTerminal } from '../terminal.js'
import { version } from '../version.js'
import type { EnginesDiffFlags } from './engines.js'

/** Compares what two engines are, each started here or read from a saved list; exit code 1 when something differs that matters. */
export async function diffEngines(a: string, b: string, { json, config }: EnginesDiffFlags): Promise<void> {
  const texts = [a, b]
  // Files first: what is wrong with them is said before a container is started.
  const saved = await Promise.all(texts.map(readIfSaved))
  const names = texts.filter((_, index) => saved[index] === null)
  const { probed, interrupted } =
    names.length > 0
      ? await probeConfigured(config, () => names)
      : { probed: [] as Probed[], interrupted: false }
  if (interrupted) {
    process.exitCode = 130
    return
  }
  // The same name twice is one engine, which is then compared with itself.
  const started = names.length > 1 && probed.length === 1 ? [...probed, ...probed] : [...probed]
  const [sideA, sideB] = saved.map((side) => side ?? sideOf(started.shift()!)) as [Side, Side]
  const comparison = compareEngines(sideA, sideB)
  const { stdout, stdoutColours: colours, width } = processTerminal()
  await stdout(
    json
      ? `${JSON.stringify(comparisonJson(sideA, sideB, comparison, version), null, 2)}\n`
      : describeComparison(sideA, sideB, comparison, { colours, width }),
  )
  process.exitCode = isParity(comparison) ? 0 : 1
}

async function readIfSaved(text: string): Promise<Side | null> {
  const name = savedName(text)
  return name && readSaved(name, process.cwd())
}

function sideOf(result: Probed): Side {
  const { name, kind, axes } = result.engine
  if (result.status === 'unavailable') {
    throw new EngineUnavailableError(`${name} is unavailable: ${result.reason}`, {
      ...(result.hint !== null && { hint: result.hint }),
    })
  }
  const { fingerprint: facts } = result
  return { name, kind, source: 'started now', luaparity: version, axes, facts }
}
