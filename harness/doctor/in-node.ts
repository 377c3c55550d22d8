import { formatBytes } from '../images/format-bytes.js'
import { formatDuration } from '../setup/format-duration.js'
import { FAST_VM_COST } from './build-cost.js'
import type { Facts, StartedEngine } from './facts.js'
import { type Finding, ok, problem, type Section, warning } from './finding.js'

/** The engines that need no Docker: those inside Node, and local executables. */
export function inNodeSection(facts: Facts): Section {
  return {
    title: 'Engines without Docker',
    findings: [
      ...facts.started.map((engine) => started(engine, facts)),
      ...facts.executables.map((executable) => local(executable, facts.machine.platform)),
    ],
  }
}

function started(engine: StartedEngine, facts: Facts): Finding {
  const { fastVm, docker, usual } = facts
  if (engine.name === 'fast' && fastVm.kind === 'stale' && engine.status === 'ready') {
    const mend = '`luaparity setup` builds it again.'
    return warning(`fast: ${engine.vm}, but made from other sources than there are now`, mend)
  }
  if (engine.status === 'ready') return ok(`${engine.name}: ${engine.vm}`)
  const level = usual.includes(engine.name) ? problem : warning
  const reason = `${engine.name}: ${engine.reason}`
  if (engine.name !== 'fast') return level(reason, engine.hint ?? 'Install the package again: `npm install`.')
  const { seconds, bytes } = FAST_VM_COST
  const takes = `took ${formatDuration(seconds * 1000)} and ${formatBytes(bytes)} when it was measured`
  return level(
    reason,
    docker.kind === 'found'
      ? `\`luaparity setup\` builds it; that ${takes}.`
      : 'Get a Docker engine, then `luaparity setup`.',
  )
}

function local({ name, version }: Facts['executables'][number], platform: NodeJS.Platform): Finding {
  if (version !== null) return ok(`process:${name}: ${version}`)
  return warning(
    `process:${name}: there is no ${name} here; nothing usual needs it`,
    platform === 'darwin'
      ? `\`brew install ${name === 'luajit' ? 'luajit' : 'lua@5.1'}\`.`
      : `\`apt-get install ${name}\` on Debian and Ubuntu.`,
  )
}
