-- truth: dialect goto-statement on lua51
-- why: 5.2 manual 3.3.4: the module does not compile on 5.1.
local ok, retry = pcall(require, 'retry')
if not ok then
  print('no retry module')
  return 0
end
return retry(function(attempt) return attempt == 3 end)
