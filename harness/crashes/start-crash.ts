import type Docker from 'dockerode'
import { runProgram } from '../engines/native/docker/run-program.js'
import { type RubyReport, readRubyReport } from './ruby-report.js'

/** Why a binary does not get as far as a Lua state. */
export interface StartCrash {
  report: RubyReport
  /** What Ruby wrote, as far as it says what happened where. */
  text: string
  /** System calls by which LuaJIT asked for memory and got none; empty where the image has no strace. */
  failedMappings: string[]
  /** The lines of the process's memory map below 4 GB. */
  lowMemory: string[]
}

/** Makes a Lua state and does some work in it, as a game does when it starts. */
const START = [
  'ruby',
  '-rluajit',
  '-e',
  `lua = LuaJIT::State.new
   version, bits, points = lua.eval(<<~LUA)
     local hero = { points = 10 }
     for _ = 1, 1000 do hero.points = hero.points + 1 end
     return jit.version, require('ffi').abi('gc64') and 64 or 32, hero.points
   LUA
   puts "the game runs: #{version}, #{bits}-bit references, the hero has #{points} points"`,
]

/** How one start of a binary ended. */
export type Start =
  | { kind: 'works'; said: string }
  | { kind: 'crash'; report: RubyReport; text: string }
  | { kind: 'error'; exitCode: number; said: string }

/** Starts the binary of an image once, with Ruby's own handling of signals, and has it make a Lua state. */
export async function tryStart(docker: Docker, image: string, signal?: AbortSignal): Promise<Start> {
  const { exitCode, stdout, stderr } = await runProgram(docker, { image, command: START, signal })
  if (exitCode === 0) return { kind: 'works', said: stdout.trim() }
  const report = readRubyReport(stderr)
  if (report) return { kind: 'crash', report, text: essentials(stderr) }
  return { kind: 'error', exitCode, said: stderr.trim().split('\n')[0] ?? '' }
}

/** What is behind a crash at the start: the mappings that failed, and what lies in low memory. */
export async function examineStart(
  docker: Docker,
  image: string,
  signal?: AbortSignal,
): Promise<Pick<StartCrash, 'failedMappings' | 'lowMemory'>> {
  const [failedMappings, lowMemory] = await Promise.all([
    traceMappings(docker, image, signal),
    readLowMemory(docker, image, signal),
  ])
  return { failedMappings, lowMemory }
}

/** Finds out why the binary of an image crashes as it starts; null when it does not, this time. */
export async function diagnoseStart(
  docker: Docker,
  image: string,
  signal?: AbortSignal,
): Promise<StartCrash | null> {
  const start = await tryStart(docker, image, signal)
  if (start.kind !== 'crash') return null
  const { report, text } = start
  return { report, text, ...(await examineStart(docker, image, signal)) }
}

async function traceMappings(docker: Docker, image: string, signal?: AbortSignal): Promise<string[]> {
  const trace = ['strace', '-e', 'trace=mmap', '-e', 'signal=none', ...START]
  try {
    const { stderr } = await runProgram(docker, { image, command: trace, signal })
    return [...new Set(stderr.split('\n').filter((line) => /^mmap\(.*= -1 ENOMEM/.test(line)))]
  } catch (error) {
    // The engine's answer where an image has no such program; only those for this purpose have it.
    if ((error as { statusCode?: number }).statusCode === 400) return []
    throw error
  }
}

async function readLowMemory(docker: Docker, image: string, signal?: AbortSignal): Promise<string[]> {
  const command = ['ruby', '-e', 'puts File.read("/proc/self/maps")']
  const { stdout } = await runProgram(docker, { image, command, signal })
  return stdout.split('\n').filter((line) => {
    const begin = /^([0-9a-f]+)-/.exec(line)?.[1]
    return begin !== undefined && Number.parseInt(begin, 16) < 2 ** 32
  })
}

// Ruby's report goes on for pages about what it had loaded; what counts is above that, but for the registers.
function essentials(stderr: string): string {
  const sections = stderr.split(/\n(?=-- )/)
  const wanted = /^-- (Ruby level|C level) backtrace/
  const [head = '', ...others] = sections
  const kept = others.filter((section) => wanted.test(section))
  return [head.trim(), ...kept.map((section) => section.trim().split('\n\n')[0]!)].join('\n')
}
