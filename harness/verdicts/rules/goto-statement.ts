import { rule } from './rule.js'

export default rule({
  id: 'goto-statement',
  title: 'goto and labels are not in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later have goto, mostly used to continue a loop. Lua 5.1 reads "goto" as a name ' +
    'and stops at the word after it.',
  manual: 'Lua 5.2 manual, 3.3.4 and 8.1; LuaJIT, extensions',
  example: 'for i = 1, 3 do if i == 2 then goto continue end ::continue:: end return "jumped"',
  shows: {
    luajit: '"jumped"',
    lua51: "syntax error: '=' expected near 'continue'",
    lua52: '"jumped"',
    lua53: '"jumped"',
    lua54: '"jumped"',
  },
  advice:
    'Where 5.1 must run it, too, put the body of the loop in a function and return from it, or turn the ' +
    'condition round.',
  finding: { by: 'syntax', construct: 'goto', also: ['label'] },
})
