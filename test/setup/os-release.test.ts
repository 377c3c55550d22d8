import { expect, test } from 'vitest'
import { isDebianFamily, parseOsRelease } from '../../harness/setup/os-release.js'

test('reads quoted and bare values and skips the rest', () => {
  const text =
    '# comment\nPRETTY_NAME="Debian GNU/Linux 12"\nID=debian\nVERSION_CODENAME=bookworm\n\nnonsense'
  expect(parseOsRelease(text)).toEqual({ id: 'debian', idLike: [], codename: 'bookworm' })
})

test.each([
  ['ID=debian', true],
  ['ID=ubuntu\nID_LIKE=debian', true],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"', true],
  ["ID='raspbian'\nID_LIKE='debian'", true],
  ['ID=fedora', false],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"', false],
  ['', false],
])('%j', (text, expected) => {
  expect(isDebianFamily(parseOsRelease(text))).toBe(expected)
})
