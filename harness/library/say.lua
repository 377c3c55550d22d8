---@meta
-- Texts by key, for the messages of assertions of your own.

---@class luaparity.Say
---@overload fun(key: string, values?: table): string|nil
local say = {}

---Keeps a text under a key, in the namespace that is set; `%s` stands for the arguments of the assertion.
---@param key string such as `assertion.alive.positive`
---@param text string
function say:set(key, text) end

---Takes the texts from this namespace, which is a language, and puts new ones there.
---@param name string
function say:set_namespace(name) end

---Where to look for texts that the namespace lacks.
---@param name string
function say:set_fallback(name) end

return say
