import type Docker from 'dockerode'

/** What a container that runs scripts may use. */
export interface ContainerLimits {
  /** Memory of the whole container, in bytes. */
  memoryBytes: number
  /** Processors' worth of time. */
  cpus: number
  /** Processes and threads in the container. */
  pids: number
}

/** The user whom scripts run as: nobody, on every distribution. */
const SCRIPT_USER = '65534:65534'

/** The kernel's own default period of CPU accounting. */
const CPU_PERIOD_US = 100_000

/**
 * What every container for scripts has in common: standard streams attached, an unprivileged user, a `/tmp` in memory,
 * and nothing of the machine.
 */
export function hardenedContainer(limits: ContainerLimits) {
  return {
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    StdinOnce: true,
    Tty: false,
    User: SCRIPT_USER,
    WorkingDir: '/tmp',
    NetworkDisabled: true,
    HostConfig: hostConfig(limits),
  }
}

function hostConfig({ memoryBytes, cpus, pids }: ContainerLimits): Docker.HostConfig {
  return {
    // Standard input ends with this process, the container's program with its standard input, the container
    // with its program: nothing is left behind even when this process is killed.
    AutoRemove: true,
    NetworkMode: 'none',
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    IpcMode: 'none',
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    PidsLimit: pids,
    // Not NanoCpus, which is refused where it exceeds the machine's processors.
    CpuPeriod: CPU_PERIOD_US,
    CpuQuota: CPU_PERIOD_US * cpus,
    Tmpfs: { '/tmp': 'rw,nosuid,nodev,noexec,size=64m,mode=1777' },
    Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
    LogConfig: { Type: 'none', Config: {} },
  }
}
