require 'tempfile'

module Luaparity
  module Agent
    # A set of files, one after the other in an unlinked file that a Lua state can open by its descriptor. The index says
    # where each is: its path between two zero bytes, then offset and size.
    class PackedFiles
      attr_reader :index

      def self.pack(files)
        index = +"\0"
        Tempfile.create('luaparity') do |file|
          file.binmode
          files.each do |path, bytes|
            index << "#{path}\0#{file.pos} #{bytes.bytesize}\0"
            file.write(bytes)
          end
          file.flush
          new(index, File.open(file.path, 'rb'))
        end
      end

      def initialize(index, file)
        @index = index
        @file = file
      end

      def descriptor
        @file.fileno
      end

      NONE = new("\0", STDIN) # nothing is read from it
    end
  end
end
