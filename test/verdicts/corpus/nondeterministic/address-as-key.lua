-- truth: nondeterministic on *
-- why: 5.1 manual 5.1 tostring: the key is the address, and is given back with the table.
local seen = {}
local function visit(node)
  seen[tostring(node)] = node.name
end
visit { name = 'cellar' }
visit { name = 'attic' }
print('visited two rooms')
return seen
