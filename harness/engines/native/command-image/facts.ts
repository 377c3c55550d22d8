import type Docker from 'dockerode'

/** What the Docker engine tells of the place where an image's programs run. */
export async function factsOf(
  docker: Docker,
  image: string,
): Promise<{ image: string; arch: string; kernel: string; emulated: boolean }> {
  const [{ Id, Architecture }, { Arch, KernelVersion }] = await Promise.all([
    docker.getImage(image).inspect(),
    docker.version(),
  ])
  const arch = Architecture === '386' ? 'i386' : Architecture
  // Processors of the amd64 kind run i386 as well as their own.
  const emulated = Architecture !== Arch && !(Architecture === '386' && Arch === 'amd64')
  return { image: Id, arch, kernel: KernelVersion, emulated }
}
