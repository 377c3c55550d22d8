-- truth: agree
-- why: the date differs from run to run, but not what is asked of it.
local now = os.time()
local year = tonumber(os.date('*t', now).year)
print(year >= 2020 and 'modern times' or 'the past')
return now > 1600000000
