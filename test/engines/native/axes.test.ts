import { describe, expect, test } from 'vitest'
import {
  axesOf,
  hostArch,
  isNativeName,
  MATRICES,
  MATRIX_NAMES,
  nameOfAxes,
  nativeSelector,
} from '../../../harness/engines/native/axes.js'
import { UsageError } from '../../../harness/errors.js'

const STANDARD = {
  release: 'bookworm',
  arch: 'amd64',
  gc: 'gc64',
  build: 'release',
  space: 'normal',
  embedder: 'checked',
  jit: 'on',
}

test('`native` stands for the default of every axis', () => {
  expect(axesOf('native', 'amd64')).toEqual(STANDARD)
})

test('a name says which axes are not at their default', () => {
  expect(axesOf('native:release=trixie,jit=off', 'amd64')).toEqual({
    ...STANDARD,
    release: 'trixie',
    jit: 'off',
  })
})

test.each([
  ['native', 'native'],
  ['native:jit=on', 'native'],
  ['native:jit=off,release=trixie', 'native:release=trixie,jit=off'],
  ['native:arch=amd64,gc=gc32', 'native:gc=gc32'],
  ['native:gc=gc32,arch=i386', 'native:arch=i386'],
])('%s has the canonical name %s', (name, canonical) => {
  expect(nameOfAxes(axesOf(name, 'amd64'), 'amd64')).toBe(canonical)
})

test('the default architecture is that of the machine', () => {
  expect(hostArch('arm64')).toBe('arm64')
  expect(hostArch('x64')).toBe('amd64')
  expect(axesOf('native', 'arm64').arch).toBe('arm64')
  expect(nameOfAxes(axesOf('native:arch=amd64', 'arm64'), 'arm64')).toBe('native:arch=amd64')
})

test.each([
  ['native:speed=high', 'has no axis "speed"'],
  ['native:', 'has no axis ""'],
  ['native:jit=maybe', 'has jit "maybe"'],
  ['native:jit=on,jit=off', 'names jit twice'],
  ['native:arch=i386,gc=gc64', 'LuaJIT on i386 is always gc32'],
  ['native:arch=arm64,gc=gc32', 'LuaJIT on arm64 is always gc64'],
  ['native:arch=i386,space=pagezero', 'is about 64-bit Intel executables'],
  ['native:build=asan,gc=gc32', 'AddressSanitizer needs gc=gc64'],
])('%s is refused: %s', (name, message) => {
  expect(() => axesOf(name, 'amd64')).toThrow(UsageError)
  expect(() => axesOf(name, 'amd64')).toThrow(message)
})

describe('a selector', () => {
  const matching = (selector: string, name: string): boolean | undefined =>
    nativeSelector(selector)?.(axesOf(name, 'amd64'))

  test('matches engines whose named axes are as given', () => {
    expect(matching('native:release=trixie,*', 'native:release=trixie,gc=gc32')).toBe(true)
    expect(matching('native:release=bookworm,*', 'native:release=trixie')).toBe(false)
    // Also where that is the default, which names leave out.
    expect(matching('native:jit=on,*', 'native')).toBe(true)
    expect(matching('native:*', 'native:build=asan')).toBe(true)
  })

  test('is told from a name by its star', () => {
    expect(nativeSelector('native')).toBeNull()
    expect(nativeSelector('native:jit=off')).toBeNull()
    expect(nativeSelector('fast')).toBeNull()
  })

  test('of an unknown axis is refused', () => {
    expect(() => nativeSelector('native:jot=off,*')).toThrow(UsageError)
  })
})

test.each(MATRIX_NAMES)(
  'the matrix %s names each of its engines once, canonically, with the reference first',
  (matrix) => {
    const names: readonly string[] = MATRICES[matrix]
    expect(names[0]).toBe('native')
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) {
      expect(isNativeName(name)).toBe(true)
      expect(nameOfAxes(axesOf(name))).toBe(name)
    }
  },
)

test('the larger matrices hold the smaller ones', () => {
  expect(MATRICES.ci).toEqual(expect.arrayContaining([...MATRICES.laptop]))
  expect(MATRICES.full).toEqual(expect.arrayContaining([...MATRICES.ci]))
})
