import { rule } from './rule.js'

export default rule({
  id: 'version-text',
  title: '_VERSION names the version of the language',
  differs: '_VERSION is "Lua 5.1" on LuaJIT and Lua 5.1 and names the other versions on these.',
  manual: 'Lua 5.1 manual, 5.1 (_VERSION)',
  example: 'return _VERSION',
  shows: {
    luajit: '"Lua 5.1"',
    lua51: '"Lua 5.1"',
    lua52: '"Lua 5.2"',
    lua53: '"Lua 5.3"',
    lua54: '"Lua 5.4"',
  },
  advice: 'Ask for the function that is needed (if table.unpack then ...) and not for the version.',
  finding: {
    by: 'emulation',
    lua: `
      if C.version ~= 'Lua 5.1' then C.field('version-text', nil, '_VERSION', 'Lua 5.1') end`,
  },
})
