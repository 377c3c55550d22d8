#!/bin/sh
# Links Ruby, LuaJIT and the extension into one executable:
#   link.sh <space> <embedder> <folder> <libluajit.a> [compiler flag...]
# <folder> becomes what is to be copied over the root of an image. <space>:
#   normal             the executable lies where the kernel puts it, and low addresses are free
#   pagezero           the executable itself takes 64 KB to 4 GB, as the segment __PAGEZERO of a macOS executable does by
#                      default, and is loaded above that
#   rebased            the same without that segment: what `-pagezero_size 10000 -image_base 100000000` does on macOS
#   pagezero-preload   a library, loaded into every program of the image, takes these addresses
# <embedder>: `naive` leaves out the look at what luaL_newstate() returns.
set -eu
space=$1 embedder=$2 folder=$3 luajit=$4
shift 4
mkdir -p "$folder/usr/local/bin"

# Ruby's headers are -isystem because they do not pass -Wextra. -Wl,-E: Ruby's C extensions and LuaJIT's ffi.C look
# symbols up in the program itself.
headers=$(ruby -rrbconfig -e 'puts RbConfig::CONFIG.values_at("rubyhdrdir", "rubyarchhdrdir").map { |d| "-isystem #{d}" }')
ruby=$(ruby -rrbconfig -e 'puts "-l#{RbConfig::CONFIG["RUBY_SO_NAME"]}"')
set -- -std=gnu11 -g -O2 -Wall -Wextra -Werror $headers -isystem /usr/include/luajit-2.1 "$@"
[ "$embedder" = checked ] || set -- "$@" -DLUAPARITY_EMBEDDER_NAIVE
libraries="$ruby $luajit -lm -ldl"
program=$folder/usr/local/bin/ruby

case $space in
  normal) gcc "$@" ext/*.c -o "$program" -Wl,-E $libraries ;;
  pagezero-preload)
    gcc "$@" ext/*.c -o "$program" -Wl,-E $libraries
    mkdir -p "$folder/usr/local/lib" "$folder/etc"
    gcc -O2 -Wall -Wextra -Werror -shared -fPIC pagezero/preload.c -o "$folder/usr/local/lib/pagezero.so"
    echo /usr/local/lib/pagezero.so >"$folder/etc/ld.so.preload"
    ;;
  pagezero | rebased)
    # Not -no-pie: the compiler would take start files that assume addresses below 2 GB.
    segment=
    [ "$space" = rebased ] || segment="pagezero/segment.S -Wl,--section-start=.pagezero=0x10000"
    gcc "$@" -fPIE ext/*.c $segment -o "$program" \
      -Wl,-E -Wl,-no-pie -Wl,--no-relax -Wl,-Ttext-segment=0x100000000 $libraries
    ;;
  *)
    echo "link.sh: there is no space \"$space\"" >&2
    exit 2
    ;;
esac
