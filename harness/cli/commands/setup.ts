import { Command, Option } from 'commander'
import { axesOf, type ImagePoint, isNativeName, MATRICES, MATRIX_NAMES } from '../../engines/native/axes.js'
import type { EngineChoice } from '../../engines/registry.js'
import type { SetupResult } from '../../setup/result.js'
import { nameList } from './name-list.js'

/** `luaparity setup`: everything the engines need on this machine, or one line when it is all there. */
export function setupCommand(): Command {
  return new Command('setup')
    .description('get the Docker engine, build the native images and the fast VM; does only what is missing')
    .addOption(
      new Option('--matrix <name>', 'build the images of all its native engines').choices(MATRIX_NAMES),
    )
    .addOption(
      new Option('--engines <names>', 'build the images of these native engines').argParser(nameList),
    )
    .action(async (choice: EngineChoice) => {
      process.exitCode = await setUp(pointsOf(choice))
    })
}

// Loaded only now, so that the other commands start without it.
async function setUp(points: ImagePoint[]): Promise<number> {
  const { setupDeps } = await import('../setup-deps.js')
  const { imagesAtOnce } = await import('../provide-images.js')
  const { runSetup } = await import('../../setup/setup.js')
  const { exitCodeOf } = await import('../../setup/result.js')
  const interruption = new AbortController()
  const release = onInterruption((exitCode) => interruption.abort(new Interrupted(exitCode)))
  try {
    const result: SetupResult = await runSetup({
      ...(await setupDeps(interruption.signal, process.stdout)),
      points,
      imagesAtOnce: imagesAtOnce(),
    })
    return exitCodeOf(result, process.env.LUAPARITY_REQUIRE_DOCKER === '1')
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    process.stderr.write('Interrupted. `luaparity setup` goes on where it stopped.\n')
    return error.exitCode
  } finally {
    release()
  }
}

class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super('interrupted')
  }
}

// Shells expect 128 + the signal's number.
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

// Keeps listening: were it the last listener gone, execa's own would end the process before anything is cleaned up.
// A second Ctrl-C ends it at once.
function onInterruption(stop: (exitCode: number) => void): () => void {
  let hasStopped = false
  const listener = (signal: 'SIGINT' | 'SIGTERM') => {
    if (hasStopped) process.exit(EXIT_CODES[signal])
    hasStopped = true
    process.stderr.write('Stopping: cleaning up what is half done.\n')
    stop(EXIT_CODES[signal])
  }
  process.on('SIGINT', listener).on('SIGTERM', listener)
  return () => {
    process.off('SIGINT', listener).off('SIGTERM', listener)
  }
}

// The native engines among those that are chosen; engines of other kinds need no image of ours.
function pointsOf({ engines = [], matrix }: EngineChoice): ImagePoint[] {
  const names = [...engines, ...(matrix ? MATRICES[matrix] : [])]
  return names.filter(isNativeName).map((name) => axesOf(name))
}
