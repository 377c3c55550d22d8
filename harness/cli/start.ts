#!/usr/bin/env node
// Where the bundled command line begins: what V8 compiles of it is kept for the commands that have to start at once.
import '../engines/in-process/v8-flags.js'
import { join } from 'node:path'
import { runCached } from './code-cache.js'

const AT_ONCE = ['run', 'check']

const [command = ''] = process.argv.slice(2)
const use = AT_ONCE.includes(command) ? command : 'other'
runCached(join(import.meta.dirname, 'command-line.js'), use, (module) => import(module))
