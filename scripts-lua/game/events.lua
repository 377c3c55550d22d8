-- Event bus: handlers by priority, then by age. '*' hears everything.

local class = require 'game.class'
local ranking = require 'game.ranking'

local unpack = unpack or table.unpack

local Bus = class('Bus')

local byRank = ranking.by('-priority', 'age')

local function handlersFor(self, name)
  local list = {}
  for _, handler in ipairs(self.handlers) do
    if handler.name == name or handler.name == '*' then list[#list + 1] = handler end
  end
  table.sort(list, byRank)
  return list
end

function Bus:initialize()
  self.handlers = {}
  self.nextAge = 1
  self.queue = {}
end

function Bus:on(name, action, priority)
  local handler = { name = name, action = action, priority = priority or 0, age = self.nextAge }
  self.nextAge = self.nextAge + 1
  self.handlers[#self.handlers + 1] = handler
  return handler
end

function Bus:once(name, action, priority)
  local handler
  handler = self:on(name, function(...)
    self:off(handler)
    return action(...)
  end, priority)
  return handler
end

function Bus:off(handler)
  for index, candidate in ipairs(self.handlers) do
    if candidate == handler then
      table.remove(self.handlers, index)
      handler.removed = true
      return true
    end
  end
  return false
end

-- A handler that returns false ends the event. The list is taken beforehand,
-- so a handler may add or remove others while the event is under way.
function Bus:emit(name, ...)
  local reached, stopped = 0, false
  for _, handler in ipairs(handlersFor(self, name)) do
    if not handler.removed then
      reached = reached + 1
      local answer
      if handler.name == '*' then answer = handler.action(name, ...) else answer = handler.action(...) end
      if answer == false then
        stopped = true
        break
      end
    end
  end
  return reached, stopped
end

-- Posted events wait for flush(), which keeps cause and effect in order when a
-- handler raises further events.
function Bus:post(name, ...)
  self.queue[#self.queue + 1] = { name = name, count = select('#', ...), ... }
end

function Bus:flush(limit)
  local delivered = 0
  while #self.queue > 0 and delivered < (limit or 1000) do
    local event = table.remove(self.queue, 1)
    self:emit(event.name, unpack(event, 1, event.count))
    delivered = delivered + 1
  end
  return delivered
end

-- bus('name', ...) is short for bus:emit('name', ...)
Bus.__call = Bus.emit

return Bus
