// The native engine: what one small case costs, each way of running it.
import os from 'node:os'
import { findDocker } from '../../dist/engines/native/docker/endpoint.js'
import { DEFAULT_POINT, findNativeImage } from '../../dist/engines/native/docker/image.js'
import { dockerExec, dockerRun } from './docker.mjs'
import { batch, median, one, repeat, SMALL, showTable, showTarget, withEngine } from './measure.mjs'

// Sent as if it used ffi, a case gets a child of its own.
const ALONE = `${SMALL} -- ffi`

export async function benchNative() {
  const { docker } = await findDocker({
    env: process.env,
    platform: process.platform,
    homedir: os.homedir(),
  })
  const image = await findNativeImage(docker, DEFAULT_POINT)
  if (!image) throw new Error('the native image is not built; run `npm run setup`')
  const cores = os.availableParallelism()
  const rows = []
  const row = (name, ms, note = '') => rows.push({ name, ms, note })

  row('docker run (create, start, wait, remove)', median(await repeat(7, () => dockerRun(docker, image.tag))))
  row('docker exec in a warm container', await dockerExec(docker, image.tag, 7, median))
  const [bareFork, alone] = await withEngine('native', 1, async (engine) => {
    await batch(engine, 200) // warm
    const fork = await engine.measureFork(200)
    row('bare Ruby fork and wait, in the same container', fork)
    const single = median(await repeat(200, () => one(engine, ALONE)))
    row('native, one child a case, one after the other', single)
    row('native, batched, one child at once', median(await repeat(5, () => batch(engine, 1000))))
    return [fork, single]
  })
  const [aloneParallel, batched] = await withEngine('native', cores, async (engine) => {
    await batch(engine, 200)
    const single = median(await repeat(5, () => batch(engine, 200, ALONE)))
    row(`native, one child a case, ${cores} at once`, single)
    const many = median(await repeat(5, () => batch(engine, 2000)))
    row(`native, batched, ${cores} children at once`, many, `${Math.round(1000 / many)} cases/s`)
    return [single, many]
  })

  const first = rows[0].ms
  showTable(
    ['one case', 'median ms', 'docker run = 1', ''],
    rows.map(({ name, ms, note }) => [name, ms.toFixed(3), `1/${(first / ms).toFixed(1)}`, note]),
  )
  showTarget('native batched, cases/s', 1000 / batched, '>=', 3000)
  showTarget('native batched at least 1,000 times cheaper than docker run', first / batched, '>=', 1000)
  showTarget(
    'one child a case, as many at once as a run has, at most 3 bare forks',
    aloneParallel / bareFork,
    '<=',
    3,
  )
  showTarget('one child a case, one after the other, at most 3 bare forks', alone / bareFork, '<=', 3)
}
