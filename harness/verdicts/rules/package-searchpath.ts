import { rule } from './rule.js'

export default rule({
  id: 'package-searchpath',
  title: 'package.searchpath is not in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later can tell which file a module would be loaded from. Lua 5.1 has no such ' +
    'function.',
  manual: 'Lua 5.2 manual, 6.3; LuaJIT, extensions',
  example: 'return type(package.searchpath)',
  shows: {
    luajit: '"function"',
    lua51: '"nil"',
    lua52: '"function"',
    lua53: '"function"',
    lua54: '"function"',
  },
  advice: 'Give the path of the file to loadfile, or try the templates in package.path.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      if package and package.searchpath == nil then
        C.replace('package-searchpath', 'package', 'searchpath', function(name, path, separator, replacement)
          separator, replacement = separator or '.', replacement or '/'
          if separator ~= '' then
            name = b.gsub(name, '%' .. separator, (b.gsub(replacement, '%%', '%%%%')))
          end
          local tried = ''
          for template in string.gmatch(path, '[^;]+') do
            local file = b.gsub(template, '%?', (b.gsub(name, '%%', '%%%%')))
            if C.P.files.read(file) then return file end
            tried = tried .. "\\n\\tno file '" .. file .. "'"
          end
          return nil, tried
        end)
      end`,
  },
  library: { names: ['package.searchpath'], in: ['luajit', 'lua52', 'lua53', 'lua54'] },
})
