# What a user's host file sees:
#   Luaparity.host do |host, context|
#     dice = Random.new(context.seed)
#     host.function('roll') { |sides| dice.rand(1..sides) }
#   end
module Luaparity
  @hosts = []

  class << self
    attr_reader :hosts

    # The block runs for every case, in that case's own process, with a fresh Host.
    def host(&block)
      raise ArgumentError, 'Luaparity.host needs a block' unless block
      @hosts << block
    end

    # Several return values of a host function, or none at all, which is not the same as nil to Lua.
    def values(*list)
      @values.call(list)
    end

    # How the binding takes several values from a block.
    def values_by(&block)
      @values = block
    end

    def forget_hosts
      @hosts = []
    end
  end

  HostContext = Struct.new(:seed)

  # Collects the functions that a case's scripts may call.
  class Host
    attr_reader :functions

    def initialize
      @functions = {}
    end

    def function(name, &block)
      raise ArgumentError, "host.function(#{name.inspect}) needs a block" unless block
      @functions[name.to_s] = block
    end
  end

  module Agent
    # The host contract as a host file implements it.
    class Hosts
      # `source` may be nil, for no host.
      def self.load(source)
        Luaparity.forget_hosts
        eval(source, TOPLEVEL_BINDING.dup, 'host.rb') if source
        new(Luaparity.hosts)
      end

      def initialize(blocks)
        @blocks = blocks
      end

      # A case's functions, by the name of the global that the prelude looks for.
      def functions(seed)
        host = Host.new
        Kernel.srand(seed)
        @blocks.each { |block| block.call(host, HostContext.new(seed)) }
        host.functions.transform_keys { |name| "__luaparity_host_#{name}" }
      end
    end
  end
end
