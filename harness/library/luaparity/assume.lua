---@meta
-- What `require 'luaparity.assume'` gives.

return assume
