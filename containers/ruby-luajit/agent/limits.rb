module Luaparity
  module Agent
    # The kernel's limits for a child. Memory counts from what the process has before the script begins.
    class Limits
      OPEN_FILES = 64
      FILE_BYTES = 64 << 20
      # To report an out-of-memory with, after the script's own limit is used up.
      RESERVE_BYTES = 64 << 20

      # Private writable memory of this process, as RLIMIT_DATA counts it.
      def self.current_memory
        File.read('/proc/self/statm').split[5].to_i * Etc.sysconf(Etc::SC_PAGESIZE)
      end

      # The shadow memory of AddressSanitizer would count as the script's, all 16 TiB of it; the container's memory limits
      # such a build.
      def self.memory?
        !Agent.platform.build_flags.fetch('asan')
      end

      # `base` is what the process had before the fork, in bytes.
      def initialize(cases, base)
        @base = base
        @memory_ceiling = @base + cases.map { |c| c.limits.fetch('memoryBytes') }.max + RESERVE_BYTES
        @cpu_ceiling = cases.sum { |c| c.limits.fetch('cpuSeconds') } + cases.size + 5
      end

      def apply_fixed
        Process.setrlimit(:CORE, 0)
        Process.setrlimit(:NOFILE, OPEN_FILES)
        Process.setrlimit(:FSIZE, FILE_BYTES)
      end

      def apply(limits)
        Process.setrlimit(:DATA, @base + limits.fetch('memoryBytes'), @memory_ceiling) if Limits.memory?
        Agent.platform.cpu_alarm(limits['cpuMs']) if limits['cpuMs']
        used = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
        Process.setrlimit(:CPU, (used + limits.fetch('cpuSeconds')).ceil, @cpu_ceiling)
      end

      # The case is over: what the agent does about its end is not its own.
      def lift(limits)
        Agent.platform.cpu_alarm(0) if limits['cpuMs']
      end

      def relax
        Process.setrlimit(:DATA, @memory_ceiling, @memory_ceiling) if Limits.memory?
      end
    end
  end
end
