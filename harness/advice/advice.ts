import type { Rule } from '../verdicts/rules/rule.js'
import type { ListedEngine } from './engines.js'
import type { Lack } from './library.js'
import type { LuaFile } from './lua-file.js'
import type { Project } from './project.js'

/** One thing in a script that is better not left so, seen without running it. */
export interface Advice {
  /** Id of the rule: one of the catalogue, or of `OWN_RULES`. */
  rule: string
  /** Path below the project root, or `-e`. */
  file: string
  /** From 1; columns in characters. */
  line: number
  column: number
  /** One sentence without its full stop. */
  message: string
  /** What to write instead. */
  advice: string
  /** Names of the engines that it is about: that lack something, or do otherwise than the reference. */
  engines: readonly string[]
}

/** What a rule says of a place in a file; characters from 0. */
export interface Finding {
  rule: string
  at: number
  message: string
  advice: string
  engines: readonly ListedEngine[]
}

/** What a rule can look at. */
export interface Subject {
  file: LuaFile
  /** The engines of the configuration that are meant to run this file alike, the reference first. */
  engines: readonly ListedEngine[]
  /** All engines of the configuration. */
  listed: readonly ListedEngine[]
  project: Project
  lacks: ReadonlyMap<string, Lack>
  catalogue: readonly Rule[]
}

/** Rules that need no VM to tell them: what they say is true on every one. */
export const OWN_RULES = ['ffi', 'length-of-holes', 'accidental-global', 'undefined-global'] as const
