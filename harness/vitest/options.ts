/** What `luaSpecs` can be told. */
export interface LuaSpecsOptions {
  /** Engines to run the specs on, each a project of its name; `fast` alone when left out. */
  engines?: readonly string[]
  /** Globs of the spec files, from Vitest's root. */
  include?: readonly string[]
  /** Globs of files that are none; Vitest's own when left out. */
  exclude?: readonly string[]
  /** Engines that may be absent: their tests are skipped then, with the reason. Others make the run fail. */
  optional?: readonly string[]
  /** Path of luaparity's configuration, from Vitest's root; looked for when left out. */
  config?: string
  /** Seed of `math.random`, as of `luaparity run --seed`. */
  seed?: number
}

/** The same, with nothing left open but what others decide. */
export interface SpecsSettings {
  engines: readonly string[]
  include: readonly string[]
  exclude: readonly string[] | null
  optional: readonly string[]
}

const KNOWN = ['engines', 'include', 'exclude', 'optional', 'config', 'seed']
const INCLUDE = ['**/*_spec.lua', '**/*.test.lua']

/** Fills in what was left out; throws on what cannot be meant, with what was expected and what came. */
export function settingsOf(options: LuaSpecsOptions): SpecsSettings {
  const unknown = Object.keys(options).find((key) => !KNOWN.includes(key))
  if (unknown !== undefined) fail(`has no option "${unknown}"; it has ${KNOWN.join(', ')}`)
  const { engines = ['fast'], include = INCLUDE, exclude = null, optional = [] } = options
  for (const [name, list] of Object.entries({ engines, include, exclude, optional })) {
    if (list !== null && !isListOfTexts(list))
      fail(`wants ${name} to be an array of texts, not ${JSON.stringify(list)}`)
  }
  if (engines.length === 0) fail('wants at least one engine')
  const twice = engines.find((engine, index) => engines.indexOf(engine) !== index)
  if (twice !== undefined) fail(`has the engine "${twice}" twice`)
  const foreign = optional.find((engine) => !engines.includes(engine))
  if (foreign !== undefined) fail(`has "${foreign}" as optional, which is not among its engines`)
  return { engines, include, exclude, optional }
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function fail(problem: string): never {
  throw new TypeError(`luaSpecs ${problem}`)
}
