# Rendered from Dockerfile.template and versions.json by `npm run render`; edit those.
#
# Debian trixie, Ruby 3.3, LuaJIT 2.1.1737090214 compiled from the upstream source of Debian's package, with 32-bit references (gc32), the build "asan":
# one `ruby` with LuaJIT linked into it, as a studio ships it. The fork server (agent/) is not in the image: the harness
# sends it over stdin, so that any image can be used.
ARG BASE_IMAGE=debian:trixie-slim

FROM ${BASE_IMAGE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends -o Acquire::Retries=3 gcc libc6-dev ruby-dev libluajit-5.1-dev \
 && rm -rf /var/lib/apt/lists/*
# Base images list their packages in *.sources (Debian's own) or in *.list (mmdebstrap's); neither lists sources.
RUN find /etc/apt -name '*.sources' -exec sed -i 's/^Types: deb$/Types: deb deb-src/' {} + \
 && find /etc/apt -name '*.list' -exec sed -i 's/^deb\([[:space:]].*\)/&\ndeb-src\1/' {} + \
 && apt-get update \
 && apt-get install -y --no-install-recommends -o Acquire::Retries=3 dpkg-dev make \
 && cd /tmp && apt-get source --download-only --tar-only -o Acquire::Retries=3 'luajit=2.1.0+openresty20250117-2' \
 && mkdir /luajit && tar -xf luajit_*.orig.tar.* -C /luajit --strip-components=1 \
 && rm -rf /var/lib/apt/lists/* /tmp/*
# As Debian compiles it (in one piece, without its patches), but for what makes this build another one.
WORKDIR /luajit/src
RUN ASAN_OPTIONS=detect_leaks=0 make -j2 LJCORE_O=ljamalg.o PREFIX=/usr MULTILIB="lib/$(gcc -print-multiarch)" CCDEBUG=-g CCOPT='-O1 -fno-omit-frame-pointer' TARGET_CFLAGS=-fsanitize=address TARGET_LDFLAGS=-fsanitize=address XCFLAGS='-DLUAJIT_USE_SYSMALLOC -DLUA_USE_ASSERT -DLUA_USE_APICHECK -DLUAJIT_DISABLE_GC64' libluajit.a jit/vmdef.lua
WORKDIR /build
COPY ext/ ext/
COPY pagezero/ pagezero/
COPY link.sh ./
# Which half of the address space is free, and whether the extension looks for NULL: see link.sh.
ARG SPACE=normal
ARG EMBEDDER=checked
RUN sh link.sh "$SPACE" "$EMBEDDER" /out /luajit/src/libluajit.a -fsanitize=address -fno-omit-frame-pointer

FROM ${BASE_IMAGE} AS run
RUN apt-get update \
 && apt-get install -y --no-install-recommends -o Acquire::Retries=3 libruby3.3 libluajit-5.1-common libasan8 \
 && rm -rf /var/lib/apt/lists/*
ARG SPACE=normal
# To show which mapping fails where the low addresses are taken.
RUN [ "$SPACE" = normal ] || { apt-get update && apt-get install -y --no-install-recommends -o Acquire::Retries=3 strace && rm -rf /var/lib/apt/lists/*; }
# Describes this build to LuaJIT's own tools; Debian's describes Debian's.
COPY --from=build /luajit/src/jit/vmdef.lua /usr/share/luajit-2.1/jit/vmdef.lua
# What it finds ends the process by a signal, as any crash does. The fork server's own handler sees faults first.
ENV ASAN_OPTIONS=abort_on_error=1:detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_abort=0:handle_sigill=0:handle_sigfpe=0:use_sigaltstack=0:detect_stack_use_after_return=0:allocator_may_return_null=1
COPY --from=build /out/ /
# Smoke test: both languages work, in both directions, and the standard library that the fork server needs is there.
RUN case "$SPACE" in pagezero*) exit 0 ;; esac; \
    ruby -rluajit -rjson -retc -e ' \
      lua = LuaJIT::State.new; \
      lua.expose("twice") { |n| n * 2 }; \
      lua.eval("return jit.version, twice(21)") => ["LuaJIT 2.1.1737090214", 42]; \
      puts "ruby #{RUBY_VERSION}, #{LuaJIT::VERSION}"'
USER 65534:65534
WORKDIR /tmp
CMD ["ruby", "--version"]
