import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFastVm } from '../../fast-vm.js'
import { parseXml, type XmlElement } from '../xml.js'
import { aProject, configOf, GAME, vitest } from './project.js'

const MS = 120_000
const FILES = { ...GAME, 'vitest.config.ts': configOf(`{ engines: ['fast'] }`) }

describeFastVm('what CI systems read', () => {
  test('JUnit and JSON have each test with where it is and what was wrong', { timeout: MS }, async () => {
    const cwd = await aProject(FILES)
    const { exitCode } = await vitest(
      [
        'run',
        '--reporter=junit',
        '--reporter=json',
        '--outputFile.junit=out.xml',
        '--outputFile.json=out.json',
        'combat',
      ],
      { cwd },
    )
    expect(exitCode).toBe(1)
    const suites = parseXml(await readFile(join(cwd, 'out.xml'), 'utf8'))
    const cases = suites.children.flatMap((suite) => suite.children)
    expect(cases.map(brief)).toEqual([
      ['combat > hurts', 'system-out', 'health is now\t7'],
      [
        'combat > needs armour',
        'failure',
        "LuaError: attempt to perform arithmetic on field 'armour' (a nil value)\n ❯ attack game/combat.lua:4:3\n ❯ spec/combat_spec.lua:11:5",
      ],
      ['combat > with magic > counts', 'failure', expect.stringContaining('\n ❯ spec/combat_spec.lua:16:7')],
      ['combat > with magic > heals', 'skipped', ''],
    ])

    const report = JSON.parse(await readFile(join(cwd, 'out.json'), 'utf8'))
    const [file] = report.testResults
    expect(file.name).toBe(join(cwd, 'spec/combat_spec.lua'))
    const tests = file.assertionResults.map((one: Assertion) => [one.fullName, one.status, one.location.line])
    expect(tests).toEqual([
      ['combat hurts', 'passed', 4],
      ['combat needs armour', 'failed', 10],
      ['combat with magic counts', 'failed', 15],
      ['combat with magic heals', 'skipped', 18],
    ])
    expect(file.assertionResults[1].failureMessages[0].split('\n')).toEqual([
      "LuaError: attempt to perform arithmetic on field 'armour' (a nil value)",
      `    at attack (${cwd}/game/combat.lua:4:3)`,
      `    at ${cwd}/spec/combat_spec.lua:11:5`,
    ])
  })

  test('how long a test took is how long Lua was at work on it', { timeout: MS }, async () => {
    const cwd = await aProject({
      ...FILES,
      'spec/slow_spec.lua': `it('is quick', function() end)
it('is slow', function() for i = 1, 3e7 do local rest = i % 7 end end)
it('is quick again', function() end)`,
    })
    const { stdout } = await vitest(['run', '--reporter=json', 'slow'], { cwd })
    const [{ assertionResults }] = JSON.parse(stdout.slice(stdout.indexOf('{"num'))).testResults
    const [quick, slow, again] = assertionResults.map(({ duration }: { duration: number }) => duration)
    expect(slow).toBeGreaterThan(quick)
    expect(slow).toBeGreaterThan(again)
  })

  test('GitHub is told the line of the Lua file', { timeout: MS }, async () => {
    const cwd = await aProject(FILES)
    const { stdout } = await vitest(['run', '--reporter=github-actions', 'combat'], {
      cwd,
      env: { GITHUB_ACTIONS: 'true' },
    })
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::error '))
    expect(annotations.map((line) => line.slice(0, line.indexOf('::', 2)))).toEqual([
      `::error file=${cwd}/game/combat.lua,title=[fast] spec/combat_spec.lua > combat > needs armour,line=4,column=3`,
      `::error file=${cwd}/spec/combat_spec.lua,title=[fast] spec/combat_spec.lua > combat > with magic > counts,line=16,column=7`,
    ])
  })
})

interface Assertion {
  fullName: string
  status: string
  location: { line: number }
}

function brief({ attributes, children }: XmlElement): string[] {
  const [detail] = children
  return [attributes.name!, detail?.name ?? 'passed', detail?.text.trim() ?? '']
}
