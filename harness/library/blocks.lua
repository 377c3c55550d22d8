---@meta
-- The words that a spec file is made of, as busted has them.

---A block of tests that belong together. Its body runs at once and defines hooks, tests and further blocks.
---
---```lua
---describe('a chest', function()
---  it('is closed at first', function() assert.is_false(Chest.new():is_open()) end)
---end)
---```
---@param name string with `#tags`, by which tests can be chosen
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function describe(name, body) end

---Another word for `describe`.
---@param name string
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function context(name, body) end

---A `describe` after which globals and loaded modules are again as they were before it.
---@param name string
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function insulate(name, body) end

---A `describe` whose globals and loaded modules stay for the blocks after it.
---@param name string
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function expose(name, body) end

---A test: it passes when its body returns, and fails when the body raises an error or an assertion does not hold.
---@param name string with `#tags`, by which tests can be chosen
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function it(name, body) end

---Another word for `it`.
---@param name string
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function spec(name, body) end

---Another word for `it`.
---@param name string
---@param body fun()
---@overload fun(name: string): fun(body: fun())
function test(name, body) end

---In a block: a test that is still to be written, and counts as pending; a body is not run.
---In a test: ends it there, as pending, for the reason given.
---@param name? string name of the test, or the reason
---@param body? fun()
function pending(name, body) end

---Runs before every test of the block and of the blocks in it; that of the outer block first.
---@param body fun()
---@overload fun(name: string, body: fun())
function before_each(body) end

---Runs after every test of the block and of the blocks in it, failed tests included; that of the inner block first.
---@param body fun()
---@overload fun(name: string, body: fun())
function after_each(body) end

---Runs once, before whatever is in the block. Another word for `strict_setup`.
---@param body fun()
---@overload fun(name: string, body: fun())
function setup(body) end

---Runs once, after whatever is in the block. Another word for `strict_teardown`.
---@param body fun()
---@overload fun(name: string, body: fun())
function teardown(body) end

---Runs once, before whatever is in the block, even when no test of it is run.
---@param body fun()
---@overload fun(name: string, body: fun())
function strict_setup(body) end

---Runs once, after whatever is in the block, even when no test of it is run.
---@param body fun()
---@overload fun(name: string, body: fun())
function strict_teardown(body) end

---Runs once, before the first test of the block, and not at all when no test of it is run.
---@param body fun()
---@overload fun(name: string, body: fun())
function lazy_setup(body) end

---Runs once, at the end of a block whose `lazy_setup` ran.
---@param body fun()
---@overload fun(name: string, body: fun())
function lazy_teardown(body) end

---In a test: what is to be done when it ends, whether it passed or not.
---@param body fun()
function finally(body) end

---In a block: whether its tests and blocks are run in an order drawn by lot; with a number, by this seed.
---@param how? boolean|integer true when left out
---@param seed? integer
function randomize(how, seed) end
