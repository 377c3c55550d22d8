-- Channels on which a helper can hear of what is run: `subscribe({ 'test', 'end' }, action)`. What is published on a
-- channel goes on to the channels above it ({ 'test' }, then {}), as long as each action gives true as its
-- second result.
local S = ...
local b = S.P.builtins
local concat, select = b.concat, b.select

-- Text of a channel -> its subscriptions, those of a lower priority number first.
local channels = {}
local is_in_use = false

local function key_of(channel, length)
  return concat(channel, '\0', 1, length)
end

local function subscribe(channel, action, options)
  is_in_use = true
  local key = key_of(channel, #channel)
  local list = channels[key]
  if not list then
    list = {}
    channels[key] = list
  end
  local subscription = { id = {}, fn = action, options = options or {} }
  local place = options and options.priority or #list + 1
  if place > #list + 1 then place = #list + 1 end
  for i = #list, place, -1 do list[i + 1] = list[i] end
  list[place] = subscription
  return subscription
end

-- By a subscription's id; gives back the subscription.
local function unsubscribe(id, channel)
  local list = channels[key_of(channel, #channel)] or {}
  for i = 1, #list do
    local subscription = list[i]
    if subscription.id == id then
      for k = i, #list do list[k] = list[k + 1] end
      return subscription
    end
  end
end

local function publish_on(channel, length, results, ...)
  local list = channels[key_of(channel, length)]
  for i = 1, list and #list or 0 do
    local subscription = list[i]
    local predicate = subscription and subscription.options.predicate
    if subscription and (not predicate or predicate(...)) then
      local result, goes_on = subscription.fn(...)
      if result ~= nil then results[#results + 1] = result end
      if not goes_on then return results end
    end
  end
  if length == 0 then return results end
  return publish_on(channel, length - 1, results, ...)
end

local function publish(channel, ...)
  if not is_in_use then return {} end
  return publish_on(channel, #channel, {}, ...)
end

return {
  subscribe = subscribe, unsubscribe = unsubscribe, publish = publish,
  are_in_use = function() return is_in_use end,
}
