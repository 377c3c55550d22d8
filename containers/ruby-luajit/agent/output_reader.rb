module Luaparity
  module Agent
    # One of a child's two output pipes, cut into one piece a case. The child writes a secret marker after each case,
    # so the cut is exact although nobody waits for anybody.
    class OutputReader
      Piece = Struct.new(:bytes, :truncated) do
        def base64
          [bytes].pack('m0')
        end
      end

      def initialize(marker, limits)
        @marker = marker
        @limits = limits
        @pieces = {}
        @open = 0
        @held = String.new(encoding: Encoding::BINARY) # may be the beginning of a marker
      end

      def take(bytes)
        @held << bytes
        while (at = @held.index(@marker))
          keep(@held.byteslice(0, at))
          @held = @held.byteslice((at + @marker.bytesize)..)
          @open += 1
        end
        certain = @held.bytesize - @marker.bytesize + 1
        return unless certain.positive?
        keep(@held.byteslice(0, certain))
        @held = @held.byteslice(certain..)
      end

      def complete?(index)
        index < @open
      end

      # Takes the piece out. That of the case that was running when the child ended has no marker.
      def output(index)
        if index == @open
          keep(@held)
          @held = String.new(encoding: Encoding::BINARY)
        end
        @pieces.delete(index) || Piece.new('', false)
      end

      private

      def keep(bytes)
        return if bytes.empty?
        piece = @pieces[@open] ||= Piece.new(String.new(encoding: Encoding::BINARY), false)
        room = @limits.fetch(@open, 0) - piece.bytes.bytesize
        piece.truncated = true if bytes.bytesize > room
        piece.bytes << bytes.byteslice(0, room) if room.positive?
      end
    end
  end
end
