# frozen_string_literal: true

# The `host` table for Lua running inside the agent. fakes.lua is the same
# contract in Lua; README.md describes it.
class GameHost
  MODULUS = 2_147_483_647
  MULTIPLIER = 16_807
  FRAME_MILLISECONDS = 16
  LEVELS = %w[debug info warn error].freeze

  def initialize(seed)
    @state = seed % MODULUS
    @state = 1 if @state.zero?
    @slots = {}
    @now = 0
    @last_id = 0
  end

  # A valid call answers no value at all, which is not the same as nil to Lua.
  def log(level, message)
    return refuse('level must be debug, info, warn or error') unless LEVELS.include?(level)
    return refuse('message must be a string') unless message.is_a?(String)

    Luaparity.values
  end

  def roll(sides, count)
    count = 1 if count.nil?
    return refuse('sides must be an integer from 1 to 2147483646') unless whole?(sides, 1..(MODULUS - 1))
    return refuse('count must be an integer from 1 to 1000') unless whole?(count, 1..1000)

    Array.new(count) { face(sides) }.sum
  end

  def save(slot, bytes)
    return refuse('slot must be a non-empty string') unless name?(slot)
    return refuse('bytes must be a string') unless bytes.is_a?(String)

    @slots[slot.b] = bytes.b
    true
  end

  def load(slot)
    return refuse('slot must be a non-empty string') unless name?(slot)

    @slots[slot.b]
  end

  def clock
    current = @now
    @now += FRAME_MILLISECONDS
    current
  end

  def spawn(kind, x, y, properties)
    return refuse('kind must be a non-empty string') unless name?(kind)
    return refuse('x and y must be numbers') unless finite?(x) && finite?(y)
    unless properties.nil? || flat?(properties)
      return refuse('properties must be a flat table of plain values')
    end

    @last_id += 1
  end

  private

  def face(sides)
    @state = @state * MULTIPLIER % MODULUS
    (@state % sides) + 1
  end

  def refuse(message)
    Luaparity.values(nil, message)
  end

  def whole?(value, range)
    value.is_a?(Integer) && range.cover?(value)
  end

  def finite?(value)
    value.is_a?(Numeric) && value.finite?
  end

  def name?(value)
    value.is_a?(String) && !value.empty?
  end

  # A Lua table arrives as an Array or a Hash, depending on its keys.
  def flat?(properties)
    values = properties.is_a?(Hash) ? properties.values : properties
    values.is_a?(Array) && values.all? { |value| plain?(value) }
  end

  def plain?(value)
    case value
    when String, Numeric, true, false then true
    else false
    end
  end
end

Luaparity.host do |host, context|
  game = GameHost.new(context.seed)

  host.function('log') { |level, message| game.log(level, message) }
  host.function('roll') { |sides, count| game.roll(sides, count) }
  host.function('save') { |slot, bytes| game.save(slot, bytes) }
  host.function('load') { |slot| game.load(slot) }
  host.function('clock') { game.clock }
  host.function('spawn') { |kind, x, y, properties| game.spawn(kind, x, y, properties) }
end
