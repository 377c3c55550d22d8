---@meta
-- The sample game's host contract for editors; README.md of the folder above describes it. None of the functions
-- raises: given bad data, they return nil and a message. What is said of results here is about good data, or every
-- roll of the dice would have to be checked.

---@alias game.LogLevel 'debug'|'info'|'warn'|'error'

---@alias game.Properties table<string, string|number|boolean>

---@class game.Host
host = {}

---Writes a line into the game's log.
---@param level game.LogLevel
---@param message string
function host.log(level, message) end

---Rolls dice with faces from 1 on.
---@param sides integer from 1 to 2147483646
---@param count? integer from 1 to 1000, 1 when left out
---@return integer sum
---@return string|nil problem
function host.roll(sides, count) end

---Keeps bytes under the name of a slot, in place of what was there.
---@param slot string not empty
---@param bytes string
---@return true done
---@return string|nil problem
function host.save(slot, bytes) end

---What was kept under the name of a slot; nil when nothing was.
---@param slot string not empty
---@return string|nil bytes
---@return string|nil problem
function host.load(slot) end

---The game's time, which moves on by 16 with every call.
---@return integer milliseconds
function host.clock() end

---Puts something new into the world.
---@param kind string not empty
---@param x number
---@param y number
---@param properties? game.Properties
---@return integer id counted from 1
---@return string|nil problem
function host.spawn(kind, x, y, properties) end
