module Luaparity
  module Agent
    # Takes frames apart that a child has written: token (8 bytes), length (4, big-endian), type (1), payload.
    # The token tells frames from anything that a script may have written to the descriptor.
    class ChannelReader
      class Corrupt < StandardError; end
      class Flood < StandardError; end

      HEAD = 12

      def initialize(token, limit)
        @token = token
        @limit = limit
        @buffer = String.new(encoding: Encoding::BINARY)
        @case_bytes = 0
      end

      def start_case
        @case_bytes = 0
      end

      def take(bytes)
        @buffer << bytes
        at = 0
        while @buffer.bytesize - at >= HEAD
          length = check_head(at)
          break if @buffer.bytesize - at - HEAD < length
          @case_bytes += length
          yield @buffer.byteslice(at + HEAD, 1), @buffer.byteslice(at + HEAD + 1, length - 1)
          at += HEAD + length
        end
        @buffer = @buffer.byteslice(at..) if at.positive?
      end

      private

      def check_head(at)
        unless @buffer.byteslice(at, @token.bytesize) == @token
          raise Corrupt, 'something else than the harness has written to the result channel'
        end
        length = @buffer.byteslice(at + 8, 4).unpack1('N')
        raise Corrupt, 'an empty frame' if length.zero?
        raise Flood, 'events' if @case_bytes + length > @limit
        length
      end
    end
  end
end
