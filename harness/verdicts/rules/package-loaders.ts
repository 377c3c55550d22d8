import { rule } from './rule.js'

export default rule({
  id: 'package-loaders',
  title: 'package.loaders is called package.searchers from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 keep the functions that find modules in package.loaders; Lua 5.2 renamed it ' +
    'package.searchers and kept the old name for a while.',
  manual: 'Lua 5.2 manual, 6.3 and 8.2',
  example: 'return type(package.loaders)',
  shows: { luajit: '"table"', lua51: '"table"', lua52: '"table"', lua53: '"nil"', lua54: '"nil"' },
  advice: 'local searchers = package.searchers or package.loaders',
  finding: {
    by: 'emulation',
    lua: `
      if package and package.loaders == nil then
        C.replace('package-loaders', 'package', 'loaders', package.searchers)
      end`,
  },
  library: { names: ['package.loaders'], in: ['luajit', 'lua51', 'lua52'] },
})
