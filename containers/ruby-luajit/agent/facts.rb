module Luaparity
  module Agent
    # What this engine is made of, for its fingerprint.
    module Facts
      def self.collect(program)
        (program.foreign? ? program.lua_facts : LuaFacts.collect(program)).merge(
          ruby: RUBY_VERSION, rubyDescription: RUBY_DESCRIPTION, rubyPlatform: RUBY_PLATFORM,
          libc: libc, kernel: Etc.uname[:release], machine: Etc.uname[:machine], **Machine.collect, **MemoryLayout.collect,
          locale: "#{ENV['LC_ALL'] || ENV['LC_CTYPE'] || ENV['LANG'] || 'C'} (#{Encoding.find('locale')})",
          timezone: ENV['TZ'] || Time.now.zone, pid: Process.pid
        )
      end

      # A file of /proc that holds one line.
      def self.line(path)
        File.read(path).strip
      rescue SystemCallError
        'unknown'
      end

      def self.libc
        Etc.confstr(Etc::CS_GNU_LIBC_VERSION)
      rescue SystemCallError, NameError
        'unknown'
      end

      private_class_method :libc
    end
  end
end
