# Rendered from Dockerfile.template and versions.json by `npm run render`; edit those.
#
# Debian bookworm, Ruby 3.1, LuaJIT 2.1.0-beta3 of Debian's package:
# one `ruby` with LuaJIT linked into it, as a studio ships it. The fork server (agent/) is not in the image: the harness
# sends it over stdin, so that any image can be used.
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BASE_IMAGE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends -o Acquire::Retries=3 gcc libc6-dev ruby-dev libluajit-5.1-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY ext/ ext/
COPY pagezero/ pagezero/
COPY link.sh ./
# Which half of the address space is free, and whether the extension looks for NULL: see link.sh.
ARG SPACE=normal
ARG EMBEDDER=checked
RUN sh link.sh "$SPACE" "$EMBEDDER" /out -l:libluajit-5.1.a

FROM ${BASE_IMAGE} AS run
RUN apt-get update \
 && apt-get install -y --no-install-recommends -o Acquire::Retries=3 libruby3.1 libluajit-5.1-common \
 && rm -rf /var/lib/apt/lists/*
ARG SPACE=normal
# To show which mapping fails where the low addresses are taken.
RUN [ "$SPACE" = normal ] || { apt-get update && apt-get install -y --no-install-recommends -o Acquire::Retries=3 strace && rm -rf /var/lib/apt/lists/*; }
COPY --from=build /out/ /
# Smoke test: both languages work, in both directions, and the standard library that the fork server needs is there.
RUN ruby -rluajit -rjson -retc -e ' \
      lua = LuaJIT::State.new; \
      lua.expose("twice") { |n| n * 2 }; \
      lua.eval("return jit.version, twice(21)") => ["LuaJIT 2.1.0-beta3", 42]; \
      puts "ruby #{RUBY_VERSION}, #{LuaJIT::VERSION}"'
USER 65534:65534
WORKDIR /tmp
CMD ["ruby", "--version"]
