---@meta
-- What spec files have as globals beside blocks and property tests.

---Raises an error unless the value is true; with a word behind it, an assertion: `assert.are.same(expected, actual)`.
---@type luaparity.Assert
assert = {}

---Looks on while a function is called: `local s = spy.on(host, 'roll')`, then `assert.spy(s).was.called(2)`.
---@type luaparity.SpyModule
spy = {}

---A spy that answers in place of the function: `stub(host, 'roll').returns(6)`.
---@type luaparity.StubModule
stub = {}

---Spies, or stubs, for all functions of a table and of the tables in it.
---@type luaparity.MockModule
mock = {}

---Stands for arguments that are not known exactly: `assert.spy(s).was.called_with(match.is_number())`.
---@type luaparity.MatchModule
match = {}
