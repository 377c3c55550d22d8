// The plain ways of running one Lua chunk in the image, as somebody without a fork server would.
const COMMAND = ['ruby', '-rluajit', '-e', 'exit(LuaJIT::State.new.eval("return 5050") == 5050)']
const HARDENED = {
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges'],
  Tmpfs: { '/tmp': 'rw' },
}

/** Milliseconds of one `docker run --rm`: create, start, wait, remove. */
export async function dockerRun(docker, image) {
  const started = performance.now()
  const container = await docker.createContainer({
    Image: image,
    Cmd: COMMAND,
    Labels: LABELS,
    HostConfig: HARDENED,
  })
  try {
    const exited = container.wait({ condition: 'next-exit' })
    await container.start()
    const { StatusCode } = await exited
    if (StatusCode !== 0) throw new Error(`docker run ended with ${StatusCode}`)
  } finally {
    await container.remove({ force: true })
  }
  return performance.now() - started
}

/** Median milliseconds of one `docker exec` in a container that is running already. */
export async function dockerExec(docker, image, times, median) {
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['sleep', '600'],
    Labels: LABELS,
    HostConfig: HARDENED,
  })
  try {
    await container.start()
    const results = []
    for (let i = 0; i < times; i++) results.push(await execOnce(container))
    return median(results)
  } finally {
    await container.remove({ force: true })
  }
}

const LABELS = { 'dev.luaparity.role': 'bench' }

async function execOnce(container) {
  const started = performance.now()
  const exec = await container.exec({ Cmd: COMMAND, AttachStdout: true, AttachStderr: true })
  const stream = await exec.start({})
  stream.resume()
  await new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject))
  const { ExitCode } = await exec.inspect()
  if (ExitCode !== 0) throw new Error(`docker exec ended with ${ExitCode}`)
  return performance.now() - started
}
