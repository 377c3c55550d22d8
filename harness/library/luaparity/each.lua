---@meta
-- What `require 'luaparity.each'` gives.

return each
