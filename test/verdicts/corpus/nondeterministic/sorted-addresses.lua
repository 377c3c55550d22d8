-- truth: nondeterministic on *
-- why: 5.1 manual 5.1 tostring: names made of addresses, sorted; as they differ each time, so does what is shown.
local nodes = {}
for number = 1, 3 do
  nodes[number] = tostring({ number }):gsub('^table: ', '')
end
table.sort(nodes)
print(nodes[1])
return #nodes
