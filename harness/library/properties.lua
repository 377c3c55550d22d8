---@meta
-- Tests by many values: properties, and tables of rows.

---A generator, or a string, number or boolean that stands for itself.
---@alias luaparity.Generated luaparity.Generator|string|number|boolean

---How a property is tested.
---@class luaparity.PropertyOptions
---@field runs? integer how often the function is called, 100 when left out
---@field seed? integer that of the run when left out
---@field max_shrinks? integer how many smaller values are tried after a failure, 1000 when left out

---Calls the function with many values and, when one call fails, finds the smallest values that fail in the same way.
---
---```lua
---for_all(gen.int(0, 50), gen.int(1, 20), function(damage, armour)
---  assert.is_true(combat.hit(damage, armour) >= 0)
---end)
---```
---@param first luaparity.Generated one generator for each argument of the function
---@param ... luaparity.Generated|luaparity.PropertyOptions|function more generators, options or none, the function
function for_all(first, ...) end

---In a function given to `for_all` or `for_each`: leaves it, without a failure, when the condition does not hold.
---@generic T
---@param condition T
---@return T
function assume(condition) end

---Calls the function with the values of every row, in one test, and names all rows that fail. Rows may have names:
---`for_each({ weak = { 1, 2 }, strong = { 9, 18 } }, function(damage, total) ... end)`.
---@param rows table
---@param check fun(...: any)
function for_each(rows, check) end

---Defines a test for every row. In its name, `%s`, `%d` and the like stand for the values of the row, `$damage` for the
---field of that name.
---@param rows table
---@param name string
---@param body fun(...: any)
---@overload fun(rows: table, body: fun(...: any))
function each(rows, name, body) end
