return function(try)
  local attempt = 0
  ::again::
  attempt = attempt + 1
  if not try(attempt) and attempt < 10 then goto again end
  return attempt
end
