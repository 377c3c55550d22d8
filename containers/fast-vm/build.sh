#!/bin/sh
# Builds the fast VM: build.sh <folder of the unpacked lua5.2 source> <output.wasm>
# Needs emscripten and patch. The same inputs give the same bytes: nothing of this machine goes in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$1
out=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$source/src" "$work/src"
while read -r patch; do
  # Strict: a patch that fits only roughly could change something else.
  patch --directory="$work" --strip=1 --fuzz=0 --forward --quiet --input="$here/patches/$patch"
done < "$here/patches/series"
cp "$here"/src/*.c "$here"/src/*.h "$work/src"

# Left out: the stand-alone programs, and what ours replaces or LuaJIT does not have.
cd "$work/src"
rm lbitlib.c lcorolib.c ldblib.c linit.c liolib.c lmathlib.c loadlib.c loslib.c ltable.c ltablib.c lua.c luac.c

# emcc does not know imports of a module of our own; the tests hold the list of imports against what is wanted.
emcc -std=gnu11 -O3 -Wall -Werror -include config.h -I. ./*.c \
  -sSTANDALONE_WASM --no-entry -sSUPPORT_LONGJMP=wasm \
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=2MB -sTOTAL_STACK=1MB \
  -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0 \
  -o fast-vm.wasm
mv fast-vm.wasm "$out"
