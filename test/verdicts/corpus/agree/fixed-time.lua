-- truth: agree
-- why: the clock of a script stands still (docs/configuration.md, determinism.clock).
local now = os.time()
local today = os.date('!%Y-%m-%d', now)
print('saved on ' .. today)
return os.time { year = 2024, month = 2, day = 29, hour = 12 } > now
