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

// What packages load for what is not used of them here: commander to run other programs, fdir to match by itself.
const UNUSED = {
  name: 'unused',
  transform(code, id) {
    if (/[\\/]commander[\\/]lib[\\/]command\.js$/.test(id))
      return code.replace("require('node:child_process')", '{}')
    if (/[\\/]fdir[\\/]dist[\\/]index\.mjs$/.test(id))
      return code.replace('pm = __require("picomatch")', 'pm = null')
    return null
  },
}

const shared = {
  platform: 'node',
  plugins: [UNUSED],
  external: (id) =>
    !id.startsWith('.') &&
    !isAbsolute(id) &&
    !BUNDLED.some((name) => id === name || id.startsWith(`${name}/`)),
}

// CommonJS, which V8 compiles faster than it does modules, and which it can be given as it compiled it before.
const output = { dir: 'dist/bundle', format: 'cjs', comments: false }

export default [
  {
    ...shared,
    input: { 'command-line': MAIN },
    output: {
      ...output,
      cleanDir: true,
      // All that is loaded in any case, with what others share of it; what is loaded on demand are files of their own.
      codeSplitting: { groups: [{ name: 'main', test: (id) => id === join(import.meta.dirname, MAIN) }] },
    },
    plugins: [
      UNUSED,
      {
        name: 'type of the files',
        // See harness/cli/code-cache.ts.
        renderChunk: (code, { fileName }) =>
          fileName === 'command-line.js' ? code.replace(/(?<![.\w])import\(/g, 'luaparityImport(') : null,
        generateBundle() {
          this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' })
        },
      },
    ],
  },
  { ...shared, input: { luaparity: 'dist/cli/start.js' }, output },
  // By itself, so that it shares no file with the command line.
  {
    ...shared,
    input: { worker: 'dist/engines/in-process/worker.js' },
    output: { ...output, chunkFileNames: 'worker-[name]-[hash].js' },
  },
]
