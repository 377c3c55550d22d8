-- What the player typed: "put 3 gold coins in 'old chest'" becomes
-- { verb = 'put', count = 3, object = 'gold coins', preposition = 'in', target = 'old chest' }.

local command = {}

local VERBS = {
  attack = 'attack', drop = 'drop', examine = 'examine', get = 'take', give = 'give',
  go = 'go', hit = 'attack', inventory = 'inventory', kill = 'attack', l = 'look',
  look = 'look', open = 'open', put = 'put', say = 'say', take = 'take', unlock = 'open',
  use = 'use', x = 'examine', i = 'inventory',
}

local DIRECTIONS = { n = 'north', e = 'east', s = 'south', w = 'west', u = 'up', d = 'down',
  north = 'north', east = 'east', south = 'south', west = 'west', up = 'up', down = 'down' }

local PREPOSITIONS = { at = true, ['from'] = true, ['in'] = true, into = true, on = true,
  to = true, with = true }

local ARTICLES = { a = true, an = true, the = true }
local NUMBERS = { one = 1, two = 2, three = 3, four = 4, five = 5, ten = 10, all = 'all' }

-- Words in lower case; anything in single quotes is one word and stays as typed.
local function tokenize(line)
  local tokens, position = {}, 1
  while true do
    position = line:find('%S', position)
    if not position then return tokens end
    if line:sub(position, position) == "'" then
      local close = line:find("'", position + 1, true)
      if not close then return nil, 'a quotation is never closed' end
      tokens[#tokens + 1] = { word = line:sub(position + 1, close - 1), quoted = true }
      position = close + 1
    else
      local first, last = line:find("^[^%s']+", position)
      local word = line:sub(first, last):lower():gsub('[.!?,]+$', '')
      if word ~= '' then tokens[#tokens + 1] = { word = word } end
      position = last + 1
    end
  end
end

local function phrase(words)
  return #words > 0 and table.concat(words, ' ') or nil
end

-- Returns the command, or nil and what to tell the player.
function command.parse(line)
  local tokens, problem = tokenize(line)
  if not tokens then return nil, problem end
  if #tokens == 0 then return nil, 'say something' end

  local first = tokens[1].word
  if #tokens == 1 and DIRECTIONS[first] then return { verb = 'go', direction = DIRECTIONS[first] } end
  local verb = VERBS[first]
  if not verb then return nil, 'I do not know how to ' .. first end

  local result, object, target = { verb = verb }, {}, {}
  local current = object
  for index = 2, #tokens do
    local word, quoted = tokens[index].word, tokens[index].quoted
    local count = NUMBERS[word] or tonumber(word:match('^%d+$') or '')
    if not quoted and PREPOSITIONS[word] and not result.preposition then
      result.preposition, current = word, target
    elseif not quoted and count and #object == 0 and current == object then
      result.count = count
    elseif quoted or not ARTICLES[word] then
      current[#current + 1] = word
    end
  end
  result.object, result.target = phrase(object), phrase(target)
  if verb == 'go' then
    result.direction, result.object = DIRECTIONS[result.object], nil
    if not result.direction then return nil, 'go where?' end
  elseif result.preposition and not result.target then
    return nil, result.preposition .. ' what?'
  end
  return result
end

return command
