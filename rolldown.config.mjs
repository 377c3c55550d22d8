// The command line and the worker threads, each in few files: at a cold start, Node spends most of its time on
// finding and reading modules. What is large, loaded rarely, or has files of its own stays a package.
import { isAbsolute } from 'node:path'

const BUNDLED = [
  'ci-info',
  'commander',
  'diff',
  'fdir',
  'luaparse',
  'picocolors',
  'picomatch',
  'tinyglobby',
  'zod',
]

export default {
  input: { luaparity: 'dist/cli/main.js', worker: 'dist/engines/in-process/worker.js' },
  platform: 'node',
  external: (id) =>
    !id.startsWith('.') &&
    !isAbsolute(id) &&
    !BUNDLED.some((name) => id === name || id.startsWith(`${name}/`)),
  output: { dir: 'dist/bundle', format: 'esm', cleanDir: true },
}
