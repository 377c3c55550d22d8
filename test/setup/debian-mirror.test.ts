import { expect, test } from 'vitest'
import { mirrorLines } from '../../harness/setup/debian-mirror.js'

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
