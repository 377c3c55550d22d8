import { describeDiagnosis } from '../../doctor/describe.js'
import { diagnose } from '../../doctor/diagnose.js'
import { diagnosisJson } from '../../doctor/json.js'
import { lookAround } from '../look-around.js'
import { processTerminal } from '../terminal.js'
import { version } from '../version.js'
import type { DoctorFlags } from './doctor.js'

/** Looks at everything and prints what follows from it. */
export async function examine({ json, config }: DoctorFlags): Promise<void> {
  const diagnosis = diagnose(await lookAround(config))
  const { stdout, stdoutColours } = processTerminal()
  await stdout(
    json
      ? `${JSON.stringify(diagnosisJson(diagnosis, version), null, 2)}\n`
      : describeDiagnosis(diagnosis, stdoutColours),
  )
  process.exitCode = diagnosis.ready ? 0 : 1
}
