module Luaparity
  module Agent
    # What the harness sends once: the prelude, the host fakes and the JIT settings. Compiled before any fork.
    class Program
      def initialize(message)
        settings = message.fetch('settings', {})
        @jit = settings.fetch('jit', true)
        Luaparity.forget_hosts
        eval(message['host'], TOPLEVEL_BINDING.dup, 'host.rb') if message['host']
        @hosts = Luaparity.hosts
        @prelude = compile(message.fetch('prelude'))
      end

      def run(lua, request, files)
        prepare(lua, request.jit_options)
        count_jit(lua)
        lua.expose('__luaparity_fetch') { |path| files[path] }
        expose_host(lua, request) if request.host
        lua.eval(@prelude, '=[luaparity]', request.job)
      end

      def prepare(lua, jit_options = [])
        lua.jit = @jit
        lua.eval('jit.opt.start(...)', '=[luaparity]', *jit_options) unless jit_options.empty?
      end

      private

      # In C, which disturbs the script less than the prelude's own way. Where the compiler is off, nothing is counted.
      def count_jit(lua)
        lua.count_jit if @jit
        lua['__luaparity_jit_is_counted'] = true
      end

      def compile(prelude)
        lua = LuaJIT::State.new
        prepare(lua)
        lua.dump(prelude, '=[luaparity]')
      ensure
        lua&.close
      end

      def expose_host(lua, request)
        host = Host.new
        Kernel.srand(request.seed)
        @hosts.each { |block| block.call(host, HostContext.new(request.seed)) }
        host.functions.each { |name, body| lua.expose("__luaparity_host_#{name}", &body) }
      end
    end
  end
end
