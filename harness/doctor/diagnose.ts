import { MATRICES, MATRIX_NAMES } from '../engines/native/axes.js'
import { architectureSection } from './architectures.js'
import { dockerSection } from './docker.js'
import type { Facts } from './facts.js'
import { problem, type Section } from './finding.js'
import { inNodeSection } from './in-node.js'
import { kernelSection } from './kernel.js'
import { machineSection } from './machine.js'
import { matrixSection } from './native.js'
import { type Readiness, readinessOf } from './readiness.js'

export type EngineReadiness = { engine: string } & Readiness

export interface Diagnosis {
  /** Whether every engine can run that `luaparity run` uses without further words, and the configuration is in order. */
  ready: boolean
  sections: Section[]
  /** The usual engines. */
  usual: EngineReadiness[]
  matrices: Record<string, EngineReadiness[]>
}

/** What follows from what was looked at. */
export function diagnose(facts: Facts): Diagnosis {
  const state = (engine: string): EngineReadiness => ({ engine, ...readinessOf(engine, facts) })
  const usual = facts.usual.map(state)
  const sections = [
    machineSection(facts),
    configurationSection(facts),
    dockerSection(facts),
    architectureSection(facts),
    kernelSection(facts),
    inNodeSection(facts),
    matrixSection(facts),
  ]
  return {
    ready: facts.configProblem === null && usual.every(({ kind }) => kind === 'ready'),
    sections: sections.filter(({ findings }) => findings.length > 0),
    usual,
    matrices: Object.fromEntries(MATRIX_NAMES.map((name) => [name, MATRICES[name].map(state)])),
  }
}

function configurationSection({ configProblem }: Facts): Section {
  if (configProblem === null) return { title: 'Configuration', findings: [] }
  const { message, hint } = configProblem
  return {
    title: 'Configuration',
    findings: [problem(message, hint ?? 'Mend that file; see docs/configuration.md.')],
  }
}
