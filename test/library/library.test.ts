import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { temporaryFolder } from '../temporary-folder.js'
import { type Annotations, fieldOf, readAnnotations } from './annotations.js'
import { readAsEditor } from './read-as-editor.js'

const shipped = await annotationsIn(['harness/library/**/*.lua'])
const ofTheGame = await annotationsIn(['harness/library/**/*.lua', 'scripts-lua/*/library/*.lua'])

describe('the annotations that are shipped', () => {
  test('are complete, and speak of nothing unknown', () => {
    expect(shipped.problems).toEqual([])
  })

  test('name the test API', () => {
    expect([...shipped.globals.keys()].sort()).toEqual(
      `after_each assert assume before_each context describe each expose finally for_all for_each gen host insulate it
      lazy_setup lazy_teardown match mock pending randomize setup spec spy strict_setup strict_teardown stub teardown
      test`.split(/\s+/),
    )
  })

  test('go by the names that modules are required by', async () => {
    const modules = await filesOf(['harness/library/**/*.lua'])
    const returning = await Promise.all(
      modules.map(async (path) => (/^return \w+$/m.test(await readFile(path, 'latin1')) ? path : null)),
    )
    const names = returning.flatMap((path) =>
      path === null ? [] : path.slice(0, -4).split('/library/')[1]!.replaceAll('/', '.'),
    )
    expect(names).toEqual(
      expect.arrayContaining(['busted', 'luassert', 'luassert.spy', 'luassert.stub', 'luassert.mock', 'say']),
    )
  })

  test('go out with the npm package', async () => {
    const { files } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'))
    expect(files).toContain('harness/library')
  })

  test.each([
    'equal',
    'is_equal',
    'are_equal',
    'are_not_equal',
    'is_true',
    'is_not_nil',
    'has_error',
    'has_no_errors',
    'is_function',
    'does_not_match',
    'error_matches',
    'returned_arguments',
  ])('know assert.%s', (name) => {
    expect(fieldOf(shipped, 'luaparity.Assert', name)?.calls).toHaveLength(1)
  })
})

describe('by the annotations, an editor', () => {
  test('has nothing to say of a spec that is in order', async () => {
    expect(readAsEditor(await fixture('right_spec.lua'), ofTheGame)).toEqual([])
  })

  test('finds what is wrong', async () => {
    const text = await fixture('wrong_spec.lua')
    const expected = text.split('\n').flatMap((line, index) => {
      const message = /-- (.*)$/.exec(line)?.[1]
      return message === undefined ? [] : [`${index + 1}: ${message}`]
    })
    expect(expected.length).toBeGreaterThan(10)
    expect(readAsEditor(text, ofTheGame)).toEqual(expected)
  })

  test("leaves a host alone of which a project's annotations say nothing", () => {
    expect(readAsEditor('host.rol(6)', shipped)).toEqual([])
    expect(readAsEditor('host.rol(6)', ofTheGame)).toEqual(['1: undefined field rol'])
  })
})

describe('the sample game', () => {
  test('describes its host in full', async () => {
    expect(ofTheGame.problems).toEqual([])
    const fakes = await readFile(join(packageRoot, 'scripts-lua/host/fakes.lua'), 'latin1')
    const names = [...fakes.slice(fakes.indexOf('return function(context)')).matchAll(/^ {4}(\w+) =/gm)]
    expect([...ofTheGame.classes.get('game.Host')!.fields.keys()].sort()).toEqual(
      names.map(([, name]) => name).sort(),
    )
  })

  const ON_PURPOSE = ['scripts-lua/scripts/host-bad-data.lua', 'scripts-lua/spec/host/world_spec.lua']

  test('has its scripts and specs read without a word, but for those that give bad data on purpose', async () => {
    const paths = await filesOf(['scripts-lua/{game,scripts}/*.lua', 'scripts-lua/spec/**/*_spec.lua'])
    const said = await Promise.all(
      paths.map(async (path) => {
        const messages = readAsEditor(await readFile(path, 'latin1'), ofTheGame)
        return messages.map((message) => `${path.slice(packageRoot.length + 1)}:${message}`)
      }),
    )
    expect(
      said.flat().filter((message) => !ON_PURPOSE.some((path) => message.startsWith(`${path}:`))),
    ).toEqual([])
  })

  test('names folders to editors that are there', async () => {
    const settings = JSON.parse(await readFile(join(packageRoot, '.luarc.json'), 'utf8'))
    expect(settings.runtime.version).toBe('LuaJIT')
    for (const folder of settings.workspace.library)
      expect(await filesOf([`${folder}/**/*.lua`])).not.toHaveLength(0)
  })
})

describe('docs/editor.md', () => {
  test('has examples that do what it says', async () => {
    const text = await readFile(join(packageRoot, 'docs/editor.md'), 'utf8')
    const blocks = [...text.matchAll(/```lua\n(---@meta\n.*?)```/gs)].map(([, block]) => block!)
    expect(blocks).toHaveLength(2)
    const folder = await temporaryFolder()
    const paths = await Promise.all(
      blocks.map(async (block, index) => {
        const path = join(folder, `${index}.lua`)
        await writeFile(path, block)
        return path
      }),
    )
    const all = await readAnnotations([...(await filesOf(['harness/library/**/*.lua'])), ...paths])
    expect(all.problems).toEqual([])
    const used = 'host.roll(6)\nassert.is_alive({})\nassert.is.alive({})\n'
    expect(readAsEditor(used, all)).toEqual([])
    expect(readAsEditor('assert.is_alve({}) host.rol(6) assert.is_alive()', all)).toEqual([
      '1: undefined field is_alve',
      '1: undefined field rol',
      '1: 1 arguments are required, not 0',
    ])
  })

  test('names the folder that is shipped', async () => {
    const text = await readFile(join(packageRoot, 'docs/editor.md'), 'utf8')
    const settings = JSON.parse(/```json\n(.*?)```/s.exec(text)![1]!)
    expect(settings.workspace.library).toContain('node_modules/luaparity/harness/library')
  })
})

async function annotationsIn(patterns: string[]): Promise<Annotations> {
  return readAnnotations(await filesOf(patterns))
}

async function filesOf(patterns: string[]): Promise<string[]> {
  return (await glob(patterns, { cwd: packageRoot, absolute: true })).sort()
}

async function fixture(name: string): Promise<string> {
  return readFile(join(packageRoot, 'test/fixtures/library', name), 'latin1')
}
