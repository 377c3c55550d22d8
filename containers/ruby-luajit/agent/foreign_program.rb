module Luaparity
  module Agent
    # As Program, for a Ruby with another Lua than ours: all that is known of it is what its adapter says.
    class ForeignProgram
      attr_reader :lua_facts

      def initialize(message)
        given = message.fetch('adapter')
        @adapter = Adapter.load(given.fetch('source'), given.fetch('path'))
        Agent.platform.flush_stdio # or every child would print what a library has printed while it was loaded
        Luaparity.values_by { |list| several(list) }
        @hosts = Hosts.load(@adapter.knows?(:expose) ? message['host'] : nil)
        @lua_facts = learn(message['rehearsal'], given.fetch('preludes')).merge(
          functions: @adapter.knows?(:expose), closes: @adapter.knows?(:close), fiddle: PlainRuby.fiddle?
        )
      end

      def foreign?
        true
      end

      def open(channel, token)
        @channel = channel
        @token = token
        @exposed = []
        @adapter.call(:state)
      end

      def close(lua)
        @adapter.call(:close, lua) if @adapter.knows?(:close)
        nil # the prelude counts what the JIT compiler does
      end

      # A state that cannot call Ruby reads files itself.
      def file_set(files)
        @adapter.knows?(:expose) ? files : PackedFiles.pack(files)
      end

      def run(lua, request, files)
        transport = @adapter.knows?(:expose) ? expose(lua, request, files) : descriptors(files)
        @adapter.call(:eval, lua, LuaSource.case(@prelude, request.job, transport), '=[luaparity]')
      end

      private

      # What the VM is, and thereby which prelude is for it; then one case to see that all of it works.
      def learn(job, preludes)
        @prelude = LuaSource::FACTS
        events = Rehearsal.new(self).run('nil')
        facts = events.map { |event| event.split(' ', 2) }.to_h
        vm = facts['vm'] or raise PlainRuby::Error, "the adapter's eval has no effect: it gets Lua source text to run"
        @prelude = preludes.find { |prelude| vm.match?(Regexp.new(prelude.fetch('vm'))) }.fetch('text')
        Rehearsal.new(self).expect_pass(job)
        facts['gc64'] = facts['gc64'] == 'true' if facts['gc64']
        facts['jitStatus'] = facts['jitStatus'].split if facts['jitStatus']
        facts
      end

      # Both functions give strings of plain ASCII to Lua or take them: the token stays out of its reach.
      def expose(lua, request, files)
        owner = Process.pid
        channel, token = @channel, @token
        function(lua, '__luaparity_emit') do |lines|
          text = lines.to_s.b
          channel.write((token + [text.bytesize + 1].pack('N')).b << 'E' << text) if Process.pid == owner
          nil
        end
        function(lua, '__luaparity_fetch') do |path|
          bytes = files[path.to_s.dup.force_encoding(Encoding::UTF_8)]
          bytes && LuaSource.escaped(bytes)
        end
        @hosts.functions(request.seed).each { |name, body| function(lua, name, &body) } if request.host
        ''
      end

      def descriptors(files)
        LuaSource.descriptors(@channel.fileno, @token, files.is_a?(PackedFiles) ? files : PackedFiles::NONE)
      end

      def function(lua, name, &body)
        @exposed << body # so that it lives as long as the state, should the binding not see to it
        @adapter.call(:expose, lua, name, body)
      end

      def several(list)
        return @adapter.call(:values, list) if @adapter.knows?(:values)
        raise ArgumentError, 'the adapter does not say how a function returns several values: a.values { |list| ... } is missing'
      end
    end
  end
end
