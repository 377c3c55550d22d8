import { expect, test } from 'vitest'
import { type LuaSpecsOptions, settingsOf } from '../../harness/vitest/options.js'

test('fast alone, on what is named as specs are', () => {
  expect(settingsOf({})).toEqual({
    engines: ['fast'],
    include: ['**/*_spec.lua', '**/*.test.lua'],
    exclude: null,
    optional: [],
  })
})

test.each<[LuaSpecsOptions | Record<string, unknown>, string]>([
  [
    { engine: 'fast' },
    'luaSpecs has no option "engine"; it has engines, include, exclude, optional, config, seed',
  ],
  [{ engines: 'fast' }, 'luaSpecs wants engines to be an array of texts, not "fast"'],
  [{ include: [1] }, 'luaSpecs wants include to be an array of texts, not [1]'],
  [{ engines: [] }, 'luaSpecs wants at least one engine'],
  [{ engines: ['fast', 'fast'] }, 'luaSpecs has the engine "fast" twice'],
  [{ optional: ['native'] }, 'luaSpecs has "native" as optional, which is not among its engines'],
])('%j is refused', (options, message) => {
  expect(() => settingsOf(options as LuaSpecsOptions)).toThrow(new TypeError(message))
})
