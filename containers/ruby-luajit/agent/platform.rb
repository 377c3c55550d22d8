module Luaparity
  module Agent
    class << self
      # What the fork server asks of the process and the kernel: our C extension, or plain Ruby where it is missing.
      attr_reader :platform

      # `adapter` is nil where the image has our extension. Raises LoadError when it has not.
      def choose_platform(adapter)
        @platform = adapter ? PlainRuby : extension
        @platform.raw_signals!
        @platform.dumpable = false # so that a script cannot open our stdout by way of /proc/1/fd
      end

      private

      def extension
        require 'luajit'
        unless ::LuaJIT.respond_to?(:crash_handler!)
          raise LoadError, "this image's luajit is not Luaparity's C extension, so the adapter cannot be \"luajit\""
        end
        Luaparity.values_by { |list| ::LuaJIT::Values.new(list) }
        def (::LuaJIT).out_of_memory?(error)
          error.is_a?(::LuaJIT::Error) && error.status == :memory
        end
        ::LuaJIT
      end
    end
  end
end
