---@meta
-- What `require 'luaparity.gen'` gives.

return gen
