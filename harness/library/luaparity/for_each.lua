---@meta
-- What `require 'luaparity.for_each'` gives.

return for_each
