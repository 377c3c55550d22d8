---@meta
-- The host contract in general: what the function in the file of fakes is given and returns, and the global that
-- scripts see. Which functions a game's `host` has, only its project can say: in a file like this, of its own.

---What the fakes are told of a case.
---@class luaparity.HostContext
---@field seed integer the case's seed
---@field time integer where its clock stands, in seconds since 1970

---The functions of the host, by name.
---@alias luaparity.HostFunctions table<string, fun(...: any): ...>

---What the game's program offers its scripts. Every call is recorded, with its arguments and results.
host = {}
