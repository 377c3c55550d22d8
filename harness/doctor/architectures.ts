import type { ArchSupport } from '../setup/arch-support.js'
import type { Facts } from './facts.js'
import { type Finding, ok, type Section, warning } from './finding.js'

/** Which architectures containers run, and how. */
export function architectureSection({ docker }: Facts): Section {
  return { title: 'Architectures', findings: docker.kind === 'none' ? [] : docker.archs.map(finding) }
}

function finding(support: ArchSupport): Finding {
  const { arch, kind, why } = support
  switch (kind) {
    case 'native':
      return ok(`${arch}: ${why}`)
    case 'emulated':
      return ok(`${arch}, emulated: ${why}; slow, and a crash counts only as a hint`)
    case 'obtainable':
    case 'unknown':
    case 'impossible':
      return warning(`${arch}: ${why}`, support.hint)
  }
}
