module Luaparity
  module Agent
    # Frames between the harness and the server: 4 bytes of length, then ASCII JSON. Writing never blocks, since the
    # harness may itself be waiting for us to read.
    class Link
      CHUNK = 1 << 18

      attr_reader :input, :output

      def initialize(input, output)
        @input = input.binmode
        @output = output.binmode
        @incoming = String.new(encoding: Encoding::BINARY)
        @outgoing = String.new(encoding: Encoding::BINARY)
        @offset = 0
        @closed = false
      end

      def closed?
        @closed
      end

      def pending?
        backlog.positive?
      end

      def receive(&block)
        bytes = @input.read_nonblock(CHUNK, exception: false)
        return if bytes == :wait_readable
        return @closed = true if bytes.nil?
        @incoming << bytes
        each_frame(&block)
      rescue SystemCallError
        @closed = true
      end

      def deliver(message)
        json = JSON.generate(message, ascii_only: true)
        @outgoing << [json.bytesize].pack('N') << json
      end

      def backlog
        @outgoing.bytesize - @offset
      end

      def flush
        while pending?
          written = @output.write_nonblock(@outgoing.byteslice(@offset, CHUNK), exception: false)
          return if written == :wait_writable
          advance(written)
        end
      rescue SystemCallError
        @closed = true # the harness is gone
        @outgoing.clear
      end

      def flush_all
        while pending?
          flush
          IO.select(nil, [@output]) if pending?
        end
      end

      private

      # Cutting the front off copies the rest, so it is done only now and then.
      def advance(written)
        @offset += written
        return if @offset < @outgoing.bytesize && @offset < 16 * CHUNK
        @outgoing = @outgoing.byteslice(@offset..)
        @offset = 0
      end

      def each_frame
        at = 0
        while @incoming.bytesize - at >= 4
          length = @incoming.byteslice(at, 4).unpack1('N')
          break if @incoming.bytesize - at - 4 < length
          yield @incoming.byteslice(at + 4, length).force_encoding(Encoding::UTF_8)
          at += 4 + length
        end
        @incoming = @incoming.byteslice(at..) if at.positive?
      end
    end
  end
end
