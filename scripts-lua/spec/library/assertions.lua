---@meta
-- For editors: the assertions that `spec.helper` adds.

---@class luaparity.AssertWords
local words = {}

---The inventory has something of the name, or exactly so many of it.
---@param inventory table
---@param name string
---@param count? integer
function words.item(inventory, name, count) end

---@class luaparity.AssertSentence
local sentence = {}

sentence.has_item = words.item
sentence.has_no_item = words.item

---@class luaparity.MatchWords
local matches = {}

---Is a fighter who has health left.
---@return luaparity.Matcher
function matches.standing() end

---@class luaparity.MatchModule
local matchers = {}

matchers.is_standing = matches.standing
matchers.is_not_standing = matches.standing
