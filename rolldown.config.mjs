// The command line and the worker threads, each in few files: at a cold start, Node spends most of its time on
// finding and reading modules. What is large, loaded rarely, or has files of its own stays a package.
import { isAbsolute, join } from 'node:path'

const BUNDLED = [
  'ci-info',
  'commander',
  'diff',
  'fdir',
  'luaparse',
  'p-limit',
  'picocolors',
  'picomatch',
  'tinyglobby',
  'yocto-queue',
  'zod',
]

const MAIN = 'dist/cli/main.js'

const shared = {
  platform: 'node',
  external: (id) =>
    !id.startsWith('.') &&
    !isAbsolute(id) &&
    !BUNDLED.some((name) => id === name || id.startsWith(`${name}/`)),
}

export default [
  {
    ...shared,
    input: { luaparity: MAIN },
    output: {
      dir: 'dist/bundle',
      format: 'esm',
      cleanDir: true,
      comments: false,
      // All that is loaded in any case, with what others share of it; what is loaded on demand are files of their own.
      codeSplitting: { groups: [{ name: 'main', test: (id) => id === join(import.meta.dirname, MAIN) }] },
    },
  },
  // By itself, so that it shares no file with the command line.
  {
    ...shared,
    input: { worker: 'dist/engines/in-process/worker.js' },
    output: { dir: 'dist/bundle', format: 'esm', chunkFileNames: 'worker-[name]-[hash].js' },
  },
]
