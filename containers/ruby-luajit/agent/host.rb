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
end
