import { expect, test } from 'vitest'
import { describeDiagnosis } from '../../harness/doctor/describe.js'
import { diagnose } from '../../harness/doctor/diagnose.js'
import { healthy, lacking } from './facts.js'

const described = (...args: Parameters<typeof healthy>): string =>
  describeDiagnosis(diagnose(healthy(...args)), false)

test('each line has a mark, and below it what mends it', () => {
  const text = described({ executables: [{ name: 'luajit', version: null }] })
  expect(text).toMatch(/^Machine\n {2}✓ Node v20\.20\.2\n/)
  expect(text).toContain(
    '  ! process:luajit: there is no luajit here; nothing usual needs it\n    → `apt-get install luajit` on Debian and Ubuntu.\n',
  )
  expect(text).toMatch(/\n\n`luaparity run` has all its engines: native, native:jit=off, fast, lua51\.\n$/)
})

test('further lines of a finding are indented below it', () => {
  const docker = { kind: 'none', reason: 'No engine. Tried:\n  unix:///x', hint: 'Get one.' } as const
  expect(described({ docker })).toContain('  ✗ No engine. Tried:\n      unix:///x\n    → Get one.\n')
})

test('the last line says of which engines nothing is known', () => {
  expect(described({ usual: ['lua51', 'studio'], notStarted: ['studio'] })).toMatch(
    /has all its engines: lua51, studio\. Only a container can tell about studio: see `luaparity engines`\.\n$/,
  )
})

test('the last line says what is missing', () => {
  expect(described({ native: lacking(['native']) })).toMatch(
    /`luaparity run` has to do without native\. `luaparity setup` builds what can be built\.\n$/,
  )
  expect(described({ configProblem: { message: 'x', hint: null } })).toMatch(
    /before the configuration is mended\.\n$/,
  )
})
