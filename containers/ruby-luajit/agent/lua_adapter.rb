# What a studio's adapter sees:
#   require 'game_script'
#   Luaparity.adapter do |a|
#     a.state { GameScript::VM.new }
#     a.eval { |lua, source, name| lua.run(source, name) }
#   end
# Only these two are needed; docs/studio-image.md says what the others give.
module Luaparity
  class << self
    # The block says how this image's Ruby makes a Lua state and what it can do with one.
    def adapter
      raise ArgumentError, 'Luaparity.adapter needs a block' unless block_given?
      @adapter = Adapter.new
      yield @adapter
    end

    def take_adapter
      @adapter.tap { @adapter = nil }
    end
  end

  # Each of these blocks is called with a state that `state` has made.
  class Adapter
    STEPS = %i[state eval expose values close].freeze

    # state { ... }: a fresh Lua state with the standard libraries.
    # eval { |lua, source, name| ... }: runs Lua source text (ASCII). Its values are not looked at.
    # expose { |lua, name, function| ... }: makes the Proc `function` a global Lua function.
    # values { |list| ... }: what a function returns so that Lua gets several values.
    # close { |lua| ... }: ends the state and frees its memory.
    STEPS.each do |step|
      define_method(step) do |&block|
        raise ArgumentError, "the adapter's #{step} needs a block" unless block
        @blocks[step] = block
      end
    end

    def initialize
      @blocks = {}
    end

    # Raises what the source raises (SyntaxError and LoadError among it), and Agent::PlainRuby::Error when a step is missing.
    def self.load(source, path)
      Kernel.eval(source, TOPLEVEL_BINDING.dup, path)
      adapter = Luaparity.take_adapter or raise Agent::PlainRuby::Error, "#{path} does not call Luaparity.adapter"
      missing = %i[state eval].reject { |step| adapter.knows?(step) }
      return adapter if missing.empty?
      raise Agent::PlainRuby::Error, "#{path} lacks #{missing.map { |step| "a.#{step} { ... }" }.join(' and ')}"
    end

    def knows?(step)
      @blocks.key?(step)
    end

    def call(step, *arguments)
      @blocks.fetch(step).call(*arguments)
    end
  end
end
