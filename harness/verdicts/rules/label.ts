import { rule } from './rule.js'

export default rule({
  id: 'label',
  title: 'labels are not in Lua 5.1',
  differs: 'A label ::name:: is a statement on LuaJIT and Lua 5.2 and later; Lua 5.1 stops at the colons.',
  manual: 'Lua 5.2 manual, 3.3.4; LuaJIT, extensions',
  example: '::top:: return 1',
  shows: {
    luajit: '1',
    lua51: "syntax error: unexpected symbol near ':'",
    lua52: '1',
    lua53: '1',
    lua54: '1',
  },
  advice: 'Use a while or repeat loop in place of a label to jump back to.',
  finding: { by: 'syntax', construct: 'label' },
})
