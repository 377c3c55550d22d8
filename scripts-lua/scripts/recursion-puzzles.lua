-- Proves deep and mutual recursion, tail calls and backtracking.
local moves = {}
local function hanoi(discs, from, to, via)
  if discs == 0 then return 0 end
  local before = hanoi(discs - 1, from, via, to)
  if #moves < 15 then moves[#moves + 1] = from .. to end
  return before + 1 + hanoi(discs - 1, via, to, from)
end

local function ackermann(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ackermann(m - 1, 1) end
  return ackermann(m - 1, ackermann(m, n - 1))
end

local isOdd
local function isEven(n)
  if n == 0 then return true end
  return isOdd(n - 1)
end
function isOdd(n)
  if n == 0 then return false end
  return isEven(n - 1)
end

local function depth(n) return n == 0 and 0 or 1 + depth(n - 1) end

-- Six queens of rival houses on one board, none in sight of another.
local function queens(size)
  local placed, solutions = {}, {}
  local function safe(row, column)
    for above = 1, row - 1 do
      local other = placed[above]
      if other == column or math.abs(other - column) == row - above then return false end
    end
    return true
  end
  local function place(row)
    if row > size then
      solutions[#solutions + 1] = table.concat(placed)
      return
    end
    for column = 1, size do
      if safe(row, column) then
        placed[row] = column
        place(row + 1)
        placed[row] = nil
      end
    end
  end
  place(1)
  return solutions
end

local crossings, solutions = hanoi(10, 'a', 'c', 'b'), queens(6)
print(crossings, table.concat(moves, ' '))
print(ackermann(2, 6), isEven(10001), depth(1500))
print(table.concat(solutions, ' '))
return crossings, moves, ackermann(2, 6), isEven(10001), depth(1500), solutions
