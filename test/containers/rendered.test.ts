import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderAll } from '../../containers/ruby-luajit/render.mjs'

const FOLDER = join(import.meta.dirname, '../../containers/ruby-luajit/dockerfiles')

// `npm run render` writes them.
test('the Dockerfiles that are checked in are those that the template gives', () => {
  const rendered = renderAll()
  expect(rendered.length).toBeGreaterThan(0)
  expect(readdirSync(FOLDER).sort()).toEqual(rendered.map(({ name }) => name).sort())
  for (const { name, text } of rendered) expect(readFileSync(join(FOLDER, name), 'utf8'), name).toBe(text)
})

test('no placeholder is left in them', () => {
  for (const { text } of renderAll()) expect(text).not.toMatch(/\{\{|\}\}|undefined|\[object/)
})
