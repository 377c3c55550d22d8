import { rule } from './rule.js'

export default rule({
  id: 'warn-function',
  title: 'warn is in Lua 5.4 only',
  differs: 'Lua 5.4 has a function warn, which prints warnings. No other VM has it.',
  manual: 'Lua 5.4 manual, 6.1',
  example: 'return type(warn)',
  shows: { luajit: '"nil"', lua51: '"nil"', lua52: '"nil"', lua53: '"nil"', lua54: '"function"' },
  advice: 'Write to io.stderr.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('warn-function', nil, 'warn')`,
  },
  library: { names: ['warn'], in: ['lua54'] },
})
