---@meta
-- What can be asserted of a list, after `assert.array(list)`.

---@class luaparity.ArrayWords
---@field has luaparity.ArrayWords
---@field is luaparity.ArrayWords
---@field does luaparity.ArrayWords
---@field no luaparity.ArrayWords
---@field Not luaparity.ArrayWords
---@field has_no luaparity.ArrayWords
local words = {}

---There is a nil among the first values: of so many, or up to the largest key.
---@param length? integer
---@return integer first where the first hole is
function words.holes(length) end
words.has_holes = words.holes
words.has_no_holes = words.holes
words.no_holes = words.holes
