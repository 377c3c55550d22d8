import { rule } from './rule.js'

export default rule({
  id: 'attribute-const',
  title: 'the attributes <const> and <close> are in Lua 5.4 only',
  differs:
    'Lua 5.4 lets a local variable be declared <const> (never assigned again) or <close> (closed at the end ' +
    'of its block). All others stop at "<".',
  manual: 'Lua 5.4 manual, 3.3.7 and 3.3.8',
  example: 'local x <const> = 1 return x',
  shows: {
    luajit: "syntax error: unexpected symbol near '<'",
    lua51: "syntax error: unexpected symbol near '<'",
    lua52: "syntax error: unexpected symbol near '<'",
    lua53: "syntax error: unexpected symbol near '<'",
    lua54: '1',
  },
  advice:
    'Leave <const> away; in place of <close> call the closing function, through pcall where an error may come ' +
    'first.',
  finding: { by: 'syntax', construct: 'attribute' },
})
