# encoding: utf-8
# frozen_string_literal: true

# The fork server: process 1 of a container, run by a ruby that has Lua in it. The harness sends these files,
# concatenated in alphabetical order, over stdin; none of them may load another. `start.rb` comes last and starts.
# The image may be a studio's: what is written here must be understood by Ruby 2.7, and our C extension may be missing.
require 'json'
require 'etc'
require 'fcntl'
require 'securerandom'

module Luaparity
  module Agent
    PROTOCOL = 1

    def self.now_ms
      Process.clock_gettime(Process::CLOCK_MONOTONIC, :float_millisecond)
    end

    # JSON wants characters where we have bytes: one character a byte, so that nothing is lost and nothing is refused.
    def self.bytes_as_text(bytes)
      bytes.ascii_only? ? bytes.dup.force_encoding(Encoding::UTF_8) : bytes.b.force_encoding(Encoding::ISO_8859_1).encode(Encoding::UTF_8)
    end

    # Text for a person to read, whatever its bytes are.
    def self.readable(text)
      text.dup.force_encoding(Encoding::UTF_8).scrub('?')
    end
  end
end
