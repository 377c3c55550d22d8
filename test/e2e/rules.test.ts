import { describe, expect, test } from 'vitest'
import { RULES } from '../../harness/verdicts/rules/catalogue.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity } from './command.js'

const MS = 60_000

describe('luaparity rules', { timeout: MS }, () => {
  test('lists every rule on one line: id, title, and which VMs go together', async () => {
    const { stdout, exitCode } = await luaparity(['rules'], { cwd: await temporaryFolder() })
    const lines = stdout.split('\n')
    expect(lines.map((line) => line.split(' ')[0])).toEqual(RULES.map(({ id }) => id))
    expect(lines.find((line) => line.startsWith('goto-statement'))).toMatch(
      /^goto-statement +goto and labels are not in Lua 5\.1 {2}\[LuaJIT 5\.2 5\.3 5\.4 \| 5\.1\]$/,
    )
    expect(exitCode).toBe(0)
  })

  test('--json has all that is known of each', async () => {
    const { stdout } = await luaparity(['rules', '--json'], { cwd: await temporaryFolder() })
    const { rules } = JSON.parse(stdout)
    expect(rules).toHaveLength(RULES.length)
    expect(rules.find(({ id }: { id: string }) => id === 'unpack-global')).toMatchObject({
      title: 'the global unpack is gone from Lua 5.3 on',
      manual: 'Lua 5.2 manual, 8.2',
      example: 'return unpack({ 1, 2 })',
      shows: { luajit: '1, 2' },
      foundBy: 'emulation',
      library: { names: ['unpack'], in: ['luajit', 'lua51', 'lua52'] },
    })
  })
})

describe('luaparity explain', { timeout: MS }, () => {
  test('prints what differs, the example, what it gives on each VM, the advice and the manual', async () => {
    const { stdout, exitCode } = await luaparity(['explain', 'ambiguous-call'], {
      cwd: await temporaryFolder(),
    })
    expect(stdout.split('\n')).toEqual([
      'ambiguous-call: a call whose parenthesis begins a line is an error in LuaJIT and Lua 5.1',
      '',
      expect.stringMatching(/^Where a line begins with "\("/),
      expect.stringMatching(/of what stands before\.$/),
      '',
      'Example',
      '  local f = tostring',
      '  (5)',
      '  return type(f)',
      '',
      'It gives',
      "  LuaJIT, 5.1    syntax error: ambiguous syntax (function call x new statement) near '('",
      '  5.2, 5.3, 5.4  "string"',
      '',
      'For a script that must run on both',
      '  End the line before with a semicolon, or do not begin a statement with a parenthesis.',
      '',
      'How a verdict finds it',
      '  one engine does not compile the script, and this stands where it stops (ambiguous-call)',
      '',
      'Manual',
      '  Lua 5.1 manual, 2.5.8; Lua 5.2 manual, 3.3.1 and 8.1',
    ])
    expect(exitCode).toBe(0)
  })

  test.each([
    ['goto', 'Did you mean goto-statement, goto-as-name? `luaparity rules` lists all.'],
    ['int-float-tostrnig', 'Did you mean int-float-tostring'],
    ['xyzzy', '`luaparity rules` lists all.'],
  ])('of a rule that there is not, %s, says which may be meant', async (id, hint) => {
    const { stdout, stderr, exitCode } = await luaparity(['explain', id], { cwd: await temporaryFolder() })
    expect(stderr).toContain(`there is no rule "${id}"\n${hint}`)
    expect([exitCode, stdout]).toEqual([2, ''])
  })

  test('without a rule is wrong usage', async () => {
    const { stderr, exitCode } = await luaparity(['explain'], { cwd: await temporaryFolder() })
    expect(stderr).toContain("missing required argument 'rule'")
    expect(exitCode).toBe(2)
  })
})
