import { join } from 'node:path'
import { packageRoot } from '../../../package-root.js'
import { type BuildContext, readBuildContext } from '../../native/docker/build-context.js'
import { registryBaseImage } from '../../native/docker/labels.js'
import type { FastVm } from './artefact.js'

const FOLDER = join(packageRoot, 'containers', 'fast-vm')
// What build.sh reads; an editor's backup or a rejected patch beside it is none of it.
const INPUTS = /^(Dockerfile|build\.sh|patches\/(series|.+\.patch)|src\/.+\.[ch])$/

/** What the fast VM is made from, by default this package's own files; `contentHash` stands for all of it. */
export function fastVmSources(folder: string = FOLDER): Promise<BuildContext> {
  return readBuildContext(folder, {
    inputs: (file) => INPUTS.test(file),
    seed: registryBaseImage('bookworm'),
  })
}

/** Whether a fast VM was made from other sources than there are now. For the set-up: it reads all of them. */
export async function isStale(vm: FastVm, folder?: string): Promise<boolean> {
  return vm.info.source !== (await fastVmSources(folder)).contentHash
}
