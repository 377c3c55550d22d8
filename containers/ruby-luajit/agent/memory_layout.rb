module Luaparity
  module Agent
    # Where memory is and how much of it there may be: what decides whether a LuaJIT without GC64 works.
    module MemoryLayout
      FOUR_GB = 1 << 32
      POINTER_BITS = 8 * [nil].pack('p').bytesize

      def self.collect
        {
          pointerBits: POINTER_BITS, pageSize: Etc.sysconf(Etc::SC_PAGESIZE), executable: executable,
          low4GbTaken: POINTER_BITS == 64 && low_bytes > FOUR_GB / 2,
          limitAddressSpace: limit(:AS), limitData: limit(:DATA), limitStack: limit(:STACK),
          overcommit: Facts.line('/proc/sys/vm/overcommit_memory'), overcommitRatio: Facts.line('/proc/sys/vm/overcommit_ratio'),
          mmapMinAddr: Facts.line('/proc/sys/vm/mmap_min_addr'), randomizedLayout: Facts.line('/proc/sys/kernel/randomize_va_space')
        }
      end

      # Where it is loaded; a position-independent one is somewhere else each time.
      def self.executable
        first = mappings.find { |line| line.end_with?(" #{File.readlink('/proc/self/exe')}") }
        return 'position-independent' if File.binread('/proc/self/exe', 2, 16) == [3].pack('S') # ET_DYN
        first ? "loaded at 0x#{first[/\h+/].sub(/\A0+/, '')}" : 'unknown'
      rescue SystemCallError
        'unknown'
      end

      def self.low_bytes
        mappings.sum do |line|
          from, to = line[/\A\h+-\h+/].split('-').map(&:hex)
          [[to, FOUR_GB].min - [from, FOUR_GB].min, 0].max
        end
      end

      def self.mappings
        @mappings ||= File.readlines('/proc/self/maps', chomp: true)
      end

      def self.limit(resource)
        soft, = Process.getrlimit(resource)
        soft == Process::RLIM_INFINITY ? 'unlimited' : soft.to_s
      end

      private_class_method :executable, :low_bytes, :mappings, :limit
    end
  end
end
