module Luaparity
  module Agent
    # What this engine is made of, for its fingerprint.
    module Facts
      # Those that compilers and LuaJIT choose their code by; a full list would only add noise.
      CPU_FEATURES = %w[sse2 sse3 ssse3 sse4_1 sse4_2 popcnt avx avx2 fma bmi1 bmi2 avx512f asimd atomics fphp crc32].freeze

      def self.collect(program)
        (program.foreign? ? program.lua_facts : lua_facts(program)).merge(
          ruby: RUBY_VERSION, rubyDescription: RUBY_DESCRIPTION, rubyPlatform: RUBY_PLATFORM,
          libc: libc, kernel: Etc.uname[:release], cpu: cpu('model name') || cpu('CPU part') || 'unknown',
          cpuFeatures: (cpu('flags') || cpu('Features') || '').split & CPU_FEATURES,
          locale: "#{ENV['LC_ALL'] || ENV['LC_CTYPE'] || ENV['LANG'] || 'C'} (#{Encoding.find('locale')})",
          timezone: ENV['TZ'] || Time.now.zone, overcommit: line('/proc/sys/vm/overcommit_memory'), pid: Process.pid
        )
      end

      def self.lua_facts(program)
        lua = LuaJIT::State.new
        program.prepare(lua)
        version, arch, os, gc64 = lua.eval('return jit.version, jit.arch, jit.os, require("ffi").abi("gc64")')
        status = lua.eval('return { jit.status() }').map { |item| item == true ? 'on' : item == false ? 'off' : item }
        # How numbers are printed whose decimal digits end in an exact half; LuaJIT changed it in 2022.
        rounding = lua.eval('return ("%.0f"):format(0.5) == "1" and "half-up" or "half-even"')
        { luajit: version, arch: arch, os: os, gc64: gc64, jitStatus: status, rounding: rounding }
      ensure
        lua&.close
      end

      def self.libc
        Etc.confstr(Etc::CS_GNU_LIBC_VERSION)
      rescue SystemCallError, NameError
        'unknown'
      end

      def self.cpu(field)
        @cpu ||= File.foreach('/proc/cpuinfo', chomp: true).filter_map { |l| l.split(/\s*:\s*/, 2) if l.include?(':') }.reverse.to_h
        @cpu[field]
      end

      def self.line(path)
        File.read(path).strip
      rescue SystemCallError
        'unknown'
      end

      private_class_method :lua_facts, :libc, :cpu, :line
    end
  end
end
