import type { Part } from '../../controls/control.js'

/**
 * The VMs that a rule speaks of. `lua51` to `lua54` are PUC's as Debian builds them and, as far as nothing else is said,
 * the engines of these names; `fengari`, `wasmoon51` and `wasmoon54` are said where those engines do otherwise than
 * PUC's. `luajit` is the one of the reference, and what `fast` does where nothing is said of it.
 */
export type Vm =
  | 'luajit'
  | 'fast'
  | 'lua51'
  | 'lua52'
  | 'lua53'
  | 'lua54'
  | 'fengari'
  | 'wasmoon51'
  | 'wasmoon54'

/** A difference between dialects of Lua that a script can fall into. */
export interface Rule {
  /** Stable, kebab-case: what ledgers and reports name. */
  id: string
  /** One line: what differs. */
  title: string
  /** What differs, in a few sentences. */
  differs: string
  /** Where the manuals have it. */
  manual: string
  /** A Lua chunk that shows it; what it returns is in `shows`. Run live, it also tells which engines differ in this. */
  example: string
  /** What the example gives on each VM, as `exampleText` writes it: `"5.0"`, `3, nil`, `error: ...`, `syntax error`. */
  shows: Partial<Record<Vm, string>>
  /** How to write a script that does the same on both. */
  advice: string
  finding: Finding
  /** What `luaparity check` can see in a script without running it. */
  library?: LibraryUse
}

/** How it is found that a rule is at work in a script, once the example has shown that two engines differ in it. */
export type Finding =
  /**
   * A control run on the VM that is not LuaJIT, with the difference taken away by Lua (see controls/base.lua): when the
   * engines then agree, it was this. `both`: the same is done to both engines.
   */
  | ({ by: 'emulation'; both?: boolean } & Part)
  /** One engine does not compile the script, and stops at this construct or one of `also`. */
  | { by: 'syntax'; construct: Construct; also?: readonly Construct[] }
  /** Both fail in the same place, and their messages are these two; null where that engine does not fail. */
  | { by: 'message'; pairs: readonly (readonly [RegExp | null, RegExp | null])[] }
  /** One engine says that it does not have these modules. */
  | { by: 'unsupported'; modules: readonly string[] }

/** Constructs of the grammar that not every VM has, by the token that a parser stops at. */
export type Construct =
  | 'goto'
  | 'label'
  | 'goto-name'
  | 'integer-division'
  | 'bit-operator'
  | 'attribute'
  | 'escape'
  | 'numeral-suffix'
  | 'binary-numeral'
  | 'hex-float'
  | 'empty-statement'
  | 'break-in-middle'
  | 'ambiguous-call'

/** Library functions (`unpack`, `table.pack`) and fields that not every VM has, and the VMs that have them. */
export interface LibraryUse {
  names: readonly string[]
  in: readonly Vm[]
}

/** Whether an engine that stops at one of these constructs may do so by this rule. */
export function isAbout({ finding }: Rule, constructs: readonly Construct[]): boolean {
  if (finding.by !== 'syntax') return false
  return [finding.construct, ...(finding.also ?? [])].some((construct) => constructs.includes(construct))
}

/** For type checks and completion only. */
export function rule(definition: Rule): Rule {
  return definition
}
