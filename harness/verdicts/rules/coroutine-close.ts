import { rule } from './rule.js'

export default rule({
  id: 'coroutine-close',
  title: 'coroutine.close is in Lua 5.4 only',
  differs:
    'Lua 5.4 can close a suspended coroutine, which closes its variables. No other VM has this function.',
  manual: 'Lua 5.4 manual, 6.2',
  example: 'return type(coroutine.close)',
  shows: { luajit: '"nil"', lua51: '"nil"', lua52: '"nil"', lua53: '"nil"', lua54: '"function"' },
  advice:
    'Let go of the coroutine, and have a flag tell its function to end where it has something to clean up.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('coroutine-close', 'coroutine', 'close')`,
  },
  library: { names: ['coroutine.close'], in: ['lua54'] },
})
