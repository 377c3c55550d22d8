import type { Arch } from '../engines/native/axes.js'
import { EngineUnavailableError, LuaparityError, messageOf } from '../errors.js'
import { installPackages } from './apt.js'
import { type ArchSupport, archSupport, howToEmulateThere } from './arch-support.js'
import { QEMU_NAMES } from './binfmt.js'
import type { ReadyEngine } from './docker-engine-step.js'
import type { StepContext } from './step.js'

const BINFMT_MISC = '/proc/sys/fs/binfmt_misc'

/**
 * Sees to it that programs of an architecture run on the engine, and says how they do. Where nothing runs them and
 * this process may change that (root on Debian or Ubuntu, the engine on this machine), qemu is installed and
 * registered; a registration that exists is left alone. Throws `EngineUnavailableError` where it cannot be had. To be
 * called before an image is built and before a container is started: without systemd, registrations are lost when the
 * machine starts anew. Takes milliseconds when there is nothing to do.
 */
export async function ensureArch(
  context: StepContext,
  engine: ReadyEngine,
  arch: Arch,
): Promise<ArchSupport> {
  let support = await archSupport(context, engine, arch)
  for (const means of [installQemu, mountBinfmtMisc, registerQemu]) {
    if (support.kind !== 'obtainable') break
    await means(context, arch).catch((error) => {
      context.signal.throwIfAborted()
      throw withHint(error, arch)
    })
    // Installing may have registered it already, and so may whoever used the mount before.
    support = await archSupport(context, engine, arch)
  }
  if (support.kind === 'obtainable') {
    throw cannotRun(arch, 'qemu was registered, but the kernel does not list it', howToEmulateThere(arch))
  }
  if (support.kind === 'impossible') throw cannotRun(arch, support.why, support.hint)
  return support
}

async function installQemu(context: StepContext, arch: Arch): Promise<void> {
  if ((await context.linux.findProgram(`qemu-${QEMU_NAMES[arch]}-static`)) !== null) return
  await installPackages(context, ['qemu-user-static'])
}

async function mountBinfmtMisc({ linux, run, report, signal }: StepContext): Promise<void> {
  if ((await linux.binfmt()).kind === 'absent') await run('modprobe', ['binfmt_misc'], { signal })
  // With the module loaded, systemd mounts it.
  if ((await linux.binfmt()).kind === 'mounted') return
  report(`mounting ${BINFMT_MISC}`)
  await run('mount', ['-t', 'binfmt_misc', 'binfmt_misc', BINFMT_MISC], { signal })
}

// As systemd-binfmt does it, which is not there everywhere: the package's own description goes to the kernel as it is.
async function registerQemu({ run, report, signal }: StepContext, arch: Arch): Promise<void> {
  const qemu = QEMU_NAMES[arch]
  report(`registering qemu-${qemu} in ${BINFMT_MISC}`)
  await run('cp', [`/usr/lib/binfmt.d/qemu-${qemu}.conf`, `${BINFMT_MISC}/register`], { signal })
}

function withHint(error: unknown, arch: Arch): unknown {
  if (error instanceof LuaparityError && error.hint !== null) return error
  return cannotRun(arch, messageOf(error), howToEmulateThere(arch), error)
}

function cannotRun(arch: Arch, why: string, hint: string, cause?: unknown): EngineUnavailableError {
  const message = `Programs of ${arch} do not run on this Docker engine: ${why}`
  return new EngineUnavailableError(message, { hint, cause })
}
