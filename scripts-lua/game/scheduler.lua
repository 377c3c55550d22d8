-- Cooperative tasks on game time. A task is a coroutine that yields what it is
-- waiting for; tasks due at the same moment run in the order they were queued.

local class = require 'game.class'
local Heap = require 'game.heap'

local unpack = unpack or table.unpack

local Scheduler = class('Scheduler')

local function earlier(a, b)
  if a.due ~= b.due then return a.due < b.due end
  return a.order < b.order
end

local function queue(self, task, due, ...)
  self.order = self.order + 1
  self.timeline:push({ due = due, order = self.order, task = task, count = select('#', ...), ... })
end

local function finish(self, task, state, value)
  task.state, task.value = state, value
  for _, waiter in ipairs(task.waiters) do queue(self, waiter, self.now, state, value) end
  task.waiters = {}
end

local function park(self, task, request, subject)
  if request == 'sleep' then
    queue(self, task, self.now + subject)
  elseif request == 'signal' then
    local waiting = self.waiting[subject] or {}
    self.waiting[subject] = waiting
    waiting[#waiting + 1] = task
  elseif request == 'join' then
    if subject.state == 'running' then
      subject.waiters[#subject.waiters + 1] = task
    else
      queue(self, task, self.now, subject.state, subject.value)
    end
  else
    finish(self, task, 'failed', 'unknown request')
  end
end

local function step(self, task, ...)
  if task.state ~= 'running' then return end
  local ok, request, subject = coroutine.resume(task.thread, ...)
  if task.state ~= 'running' then return end -- it cancelled itself
  if not ok then
    finish(self, task, 'failed', request)
  elseif coroutine.status(task.thread) == 'dead' then
    finish(self, task, 'done', request)
  else
    park(self, task, request, subject)
  end
end

function Scheduler:initialize()
  self.now = 0
  self.order = 0
  self.timeline = Heap(earlier)
  self.waiting = {}
end

-- The body starts with the next advance(), never inside spawn().
function Scheduler:spawn(name, body, ...)
  local task = { name = name, thread = coroutine.create(body), state = 'running', waiters = {} }
  queue(self, task, self.now, ...)
  return task
end

function Scheduler:advance(milliseconds)
  local stop, steps = self.now + milliseconds, 0
  while not self.timeline:isEmpty() and self.timeline:peek().due <= stop do
    local entry = self.timeline:pop()
    self.now = math.max(self.now, entry.due)
    step(self, entry.task, unpack(entry, 1, entry.count))
    steps = steps + 1
  end
  self.now = stop
  return steps
end

function Scheduler:signal(name, ...)
  local waiting = self.waiting[name] or {}
  self.waiting[name] = nil
  for _, task in ipairs(waiting) do queue(self, task, self.now, ...) end
  return #waiting
end

function Scheduler:cancel(task)
  if task.state == 'running' then finish(self, task, 'cancelled') end
end

-- Called from inside a task.
function Scheduler.sleep(milliseconds) return coroutine.yield('sleep', milliseconds) end
function Scheduler.await(name) return coroutine.yield('signal', name) end
function Scheduler.join(task) return coroutine.yield('join', task) end

return Scheduler
