# frozen_string_literal: true

# The host of the native binary; fakes.lua says what differs.
HEROES = %w[Ada Brun].freeze

Luaparity.host do |host, _context|
  tickets = 0
  slots = {}

  host.function('wage') { 90 }
  host.function('hero') { |id| HEROES[id - 1] }
  host.function('order') do |_kind, count|
    count.positive? ? true : Luaparity.values(nil, 'count must be positive')
  end
  host.function('ticket') { tickets += 1 }
  host.function('closeCounter') { Luaparity.values }
  host.function('weather') { 'Rain' }
  host.function('teleport') { true }
  host.function('add') { |a, b| a + b }
  host.function('store') do |slot, bytes|
    slot.empty? ? Luaparity.values(nil, 'slot must be a non-empty string') : (slots[slot] = bytes) && true
  end
  host.function('stored') { |slot| slots[slot] }
end
