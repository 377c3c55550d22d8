import type { Facts } from './facts.js'
import { type Finding, ok, type Section, warning } from './finding.js'

/** Settings of the kernel that scripts can tell apart. */
export function kernelSection({ docker }: Facts): Section {
  if (docker.kind === 'none') return { title: 'Kernel', findings: [] }
  const { kernel, kernelVersion } = docker
  if (kernel === null) {
    const what = `kernel ${kernelVersion} is that of the engine's machine: its settings cannot be read from here`
    return { title: 'Kernel', findings: [warning(what, 'Run `luaparity doctor` on that machine.')] }
  }
  return {
    title: 'Kernel',
    findings: [ok(`kernel ${kernelVersion}`), overcommit(kernel.overcommit), mmapMinAddr(kernel.mmapMinAddr)],
  }
}

function overcommit(value: string | null): Finding {
  if (value !== '2')
    return ok(`vm.overcommit_memory ${value ?? 'unknown'}: memory is given before it is there`)
  return warning(
    'vm.overcommit_memory 2: memory is refused early, so that a script runs out of it sooner than elsewhere',
    'As root: `sysctl vm.overcommit_memory=0`; leave it if production has 2.',
  )
}

function mmapMinAddr(value: string | null): Finding {
  const text = `vm.mmap_min_addr ${value ?? 'unknown'}`
  if (!(Number(value) > 65_536)) return ok(`${text}: low memory can be taken, as space=pagezero does`)
  return warning(`${text}: space=pagezero engines need 65536`, 'As root: `sysctl vm.mmap_min_addr=65536`.')
}
