---@meta
-- Generators of values for `for_all`.

---What a property takes its values from.
---@class luaparity.Generator
local generator = {}

---What the function makes of each value. It must make the same of the same value every time.
---@param change fun(value: any): any
---@return luaparity.Generator
function generator:map(change) end

---Only values for which the function gives a true value; most have to.
---@param accepts fun(value: any): any
---@return luaparity.Generator
function generator:filter(accepts) end
generator.such_that = generator.filter

---What the generator gives that the function chooses by each value.
---@param choose fun(value: any): luaparity.Generated
---@return luaparity.Generator
function generator:chain(choose) end
generator.bind = generator.chain

---How many there are to be.
---@class luaparity.Lengths
---@field min? integer 0 when left out
---@field max? integer 20 more than `min` when left out
---@field length? integer exactly so many, in place of the other two

---@class luaparity.ListOptions: luaparity.Lengths
---@field unique? boolean whether no two elements are the same

---@class luaparity.StringOptions: luaparity.Lengths
---@field alphabet? string the characters to choose from, simplest first

---@class luaparity.SampleOptions
---@field seed? integer that of the run when left out

---@class luaparity.Generators
gen = {}

---Whole numbers; they shrink towards 0.
---@param lo? integer
---@param hi? integer
---@return luaparity.Generator
function gen.int(lo, hi) end

---Numbers with fractions; never nan or infinite.
---@param lo? number
---@param hi? number
---@return luaparity.Generator
function gen.number(lo, hi) end

---`false` or `true`; shrinks towards `false`.
---@return luaparity.Generator
function gen.boolean() end

---Strings of printable ASCII.
---@param options? luaparity.StringOptions
---@return luaparity.Generator
function gen.string(options) end

---Strings of any bytes, zeros included.
---@param options? luaparity.Lengths
---@return luaparity.Generator
function gen.bytes(options) end

---Strings of one character, of printable ASCII or of these; shrinks towards the first.
---@param alphabet? string
---@return luaparity.Generator
function gen.char(alphabet) end

---Always the same value.
---@param value any
---@return luaparity.Generator
function gen.constant(value) end

---One of the values of the list; shrinks towards the first.
---@param list any[]
---@return luaparity.Generator
function gen.element(list) end

---What one of the generators gives; shrinks towards the first.
---@param first luaparity.Generated
---@param ... luaparity.Generated
---@return luaparity.Generator
function gen.one_of(first, ...) end

---The same as `one_of`, each as often as its weight says: `gen.frequency({ { 3, gen.int() }, { 1, 0 } })`.
---@param choices any[][] pairs of a whole number and a generator
---@return luaparity.Generator
function gen.frequency(choices) end

---nil now and then, else what the generator gives; shrinks towards nil.
---@param value luaparity.Generated
---@return luaparity.Generator
function gen.nilable(value) end

---Lists of what the generator gives.
---@param element luaparity.Generated
---@param options? luaparity.ListOptions
---@return luaparity.Generator
function gen.list(element, options) end

---Lists with one value of each generator.
---@param ... luaparity.Generated
---@return luaparity.Generator
function gen.tuple(...) end

---Tables with these keys, and for each what its generator gives: `gen.record({ name = 'Ada', hp = gen.int(0, 9) })`.
---@param fields table<any, luaparity.Generated>
---@return luaparity.Generator
function gen.record(fields) end
gen.table = gen.record

---Tables of keys and values, each from its generator.
---@param keys luaparity.Generated
---@param values luaparity.Generated
---@param options? luaparity.Lengths
---@return luaparity.Generator
function gen.map(keys, values, options) end

---What the generator gives that the function chooses by a size, which grows from 1 to 100 in the course of the runs.
---@param choose fun(size: integer): luaparity.Generated
---@return luaparity.Generator
function gen.sized(choose) end

---Some values of the generator, to look at.
---@param from luaparity.Generated
---@param count? integer 10 when left out
---@param options? luaparity.SampleOptions
---@return any[]
function gen.sample(from, count, options) end
