import type { Diagnosis } from './diagnose.js'

/** A diagnosis as a program reads it. */
export function diagnosisJson(diagnosis: Diagnosis, luaparity: string): object {
  return { schema: 'luaparity.doctor/1', luaparity, ...diagnosis }
}
