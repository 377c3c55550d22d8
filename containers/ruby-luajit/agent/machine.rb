module Luaparity
  module Agent
    # The processor, and whether it is the real one.
    module Machine
      # Those that compilers and LuaJIT choose their code by; a full list would only add noise.
      CPU_FEATURES = %w[sse2 sse3 pni ssse3 sse4_1 sse4_2 popcnt avx avx2 fma bmi1 bmi2 avx512f asimd atomics fphp crc32].freeze
      # e_machine of an ELF file, by Ruby's name of the processor that it was compiled for.
      ELF_MACHINES = { 'x86_64' => 62, 'aarch64' => 183, 'i386' => 3, 'i486' => 3, 'i586' => 3, 'i686' => 3 }.freeze

      def self.collect
        {
          cpu: cpu('model name') || cpu('CPU part') || 'unknown',
          cpuFeatures: (cpu('flags') || cpu('Features') || '').split & CPU_FEATURES,
          emulated: emulated?
        }
      end

      # An emulator runs instead of the program, and is what the kernel shows as the process's executable. qemu-user hides
      # that in /proc/self/exe, not in the same file seen through the thread.
      def self.emulated?
        compiled_for = ELF_MACHINES[RbConfig::CONFIG['host_cpu']] or return false
        runs = elf_machine('/proc/thread-self/exe')
        !runs.nil? && runs != compiled_for
      end

      def self.elf_machine(path)
        head = File.binread(path, 20)
        head&.start_with?("\x7FELF".b) && head.bytesize == 20 ? head[18, 2].unpack1(head.getbyte(5) == 2 ? 'n' : 'v') : nil
      rescue SystemCallError
        nil
      end

      def self.cpu(field)
        @cpu ||= File.foreach('/proc/cpuinfo', chomp: true).filter_map { |l| l.split(/\s*:\s*/, 2) if l.include?(':') }.reverse.to_h
        @cpu[field]
      end

      private_class_method :emulated?, :elf_machine, :cpu
    end
  end
end
