// Renders Dockerfile.template with versions.json to one Dockerfile for each release, collector and build of LuaJIT, in
// dockerfiles/, which are checked in; a test sees to it that they are up to date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'

const FOLDER = import.meta.dirname
const OUTPUT = join(FOLDER, 'dockerfiles')

/** Names and texts of all Dockerfiles. */
export function renderAll() {
  const template = readFileSync(join(FOLDER, 'Dockerfile.template'), 'utf8')
  const { releases, builds } = JSON.parse(readFileSync(join(FOLDER, 'versions.json'), 'utf8'))
  return Object.keys(releases).flatMap((release) =>
    ['default', 'gc32'].flatMap((gc) =>
      Object.keys(builds).map((build) => ({
        name: `${[release, gc, build].filter((part) => part !== 'default' && part !== 'release').join('-')}.Dockerfile`,
        text: Mustache.render(
          template,
          view(release, releases[release], gc, build, builds[build]),
          {},
          { escape: String },
        ),
      })),
    ),
  )
}

function view(release, { ruby, luajit }, gc, build, { make, defines = [], sanitize, packages }) {
  const macros = [...defines, ...(gc === 'gc32' ? ['LUAJIT_DISABLE_GC64'] : [])]
  const flags = macros.length > 0 ? `XCFLAGS='${macros.map((name) => `-D${name}`).join(' ')}'` : ''
  const fromSource = macros.length > 0
  const parts = [
    `Debian ${release}`,
    `Ruby ${ruby}`,
    `${luajit.version}${fromSource ? ` compiled from the ${luajit.patched ? 'source' : 'upstream source'} of` : ' of'} Debian's package`,
    ...(gc === 'gc32' ? ['with 32-bit references (gc32)'] : []),
    ...(build === 'release' ? [] : [`the build "${build}"`]),
  ]
  return {
    title: parts.join(', '),
    release,
    ruby,
    luajit,
    fromSource,
    gc32: gc === 'gc32',
    make: [make, flags].filter(Boolean).join(' '),
    sanitize,
    packages,
    library: fromSource ? '/luajit/src/libluajit.a' : '-l:libluajit-5.1.a',
  }
}

if (process.argv[1] === import.meta.filename) {
  const rendered = renderAll()
  mkdirSync(OUTPUT, { recursive: true })
  for (const name of readdirSync(OUTPUT)) rmSync(join(OUTPUT, name))
  for (const { name, text } of rendered) writeFileSync(join(OUTPUT, name), text)
  process.stdout.write(`${rendered.length} Dockerfiles rendered.\n`)
}
