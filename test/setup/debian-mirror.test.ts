import { describe, expect, test } from 'vitest'
import { mirrorLines, withoutBroken } from '../../harness/setup/debian-mirror.js'
import { CommandFailedError } from '../../harness/setup/run-command.js'

const TARGETS = [
  'https://vendor.example/apt bookworm stable',
  'cdrom:[Debian] bookworm main',
  'http://mirror.example/debian/ bookworm contrib',
  'http://mirror.example/debian/ bookworm main',
  'http://mirror.example/security/ bookworm-security main',
]

test("the host's own mirrors, for the release that is wanted", () => {
  expect(mirrorLines(TARGETS, 'bookworm', 'bookworm')).toEqual([
    'deb http://mirror.example/debian/ bookworm main',
    'deb http://mirror.example/security/ bookworm-security main',
  ])
  expect(mirrorLines(TARGETS, 'bookworm', 'trixie')[0]).toBe('deb http://mirror.example/debian/ trixie main')
})

test('none when the host does not name the archive itself', () => {
  expect(mirrorLines(TARGETS.slice(4), 'bookworm', 'bookworm')).toEqual([])
  expect(mirrorLines([], 'bookworm', 'bookworm')).toEqual([])
})

describe('lists that apt could not get', () => {
  const LINES = ['trixie', 'trixie-updates', 'trixie-security'].map(
    (suite) => `deb http://m/d/ ${suite} main`,
  )
  const failing = (...suites: string[]) =>
    new CommandFailedError('mmdebstrap', 'failed', [
      'Err:2 http://m/d trixie/main i386 Packages',
      ...suites.map((suite) => `E: Failed to fetch http://m/d/dists/${suite}/main/binary-i386/Packages.xz`),
    ])

  test('are left out when they are of updates', () => {
    expect(withoutBroken(LINES, 'trixie', failing('trixie-security'))).toEqual(LINES.slice(0, 2))
  })

  test('are an error when they are of the release', () => {
    const withLists = () => withoutBroken(LINES, 'trixie', failing('trixie-security', 'trixie'))
    expect(withLists).toThrow(
      /Debian trixie cannot be got:\n {2}E: .*trixie-security.*\n {2}E: .*dists\/trixie\//,
    )
  })

  test('are not taken for the cause of another failure', () => {
    const error = failing()
    expect(() => withoutBroken(LINES, 'trixie', error)).toThrow(error)
  })
})
