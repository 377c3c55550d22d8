-- truth: agree
-- why: both sides answer nil and the same message.
local ok, why = host.store('', 'x')
print(ok, why)
return select('#', host.store('slot', 'bytes'))
