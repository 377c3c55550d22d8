import { randomUUID } from 'node:crypto'
import type Docker from 'dockerode'
import { pack } from 'tar-stream'
import { followProgress } from '../harness/engines/native/docker/progress-stream.js'
import { someBaseImage } from './base-image.js'

// As a studio's image may be: two executables with the libraries they need, no shell, nothing else.
const DOCKERFILE = `ARG BASE_IMAGE
FROM $BASE_IMAGE AS debian
RUN apt-get update && apt-get install --yes --no-install-recommends luajit lua5.1
RUN for program in /usr/bin/luajit /usr/bin/lua5.1; do \\
      for file in $program $(ldd $program | grep -o '/[^ ]*'); do \\
        mkdir -p /out$(dirname $file) && cp --dereference $file /out$file || exit 1; \\
      done; \\
    done
FROM scratch
COPY --from=debian /out /
`

/** Builds an image that holds `luajit` and `lua5.1` of Debian and nothing else; whoever does so removes it. */
export async function buildLuaImage(docker: Docker): Promise<string> {
  const tag = `luaparity/test-lua:${randomUUID()}`
  const context = pack()
  context.entry({ name: 'Dockerfile' }, DOCKERFILE)
  context.finalize()
  const stream = await docker.buildImage(context, {
    t: tag,
    buildargs: { BASE_IMAGE: await someBaseImage(docker) },
    labels: { 'dev.luaparity.role': 'test-image' },
  })
  const lines: string[] = []
  await followProgress<{ stream?: string; error?: string }>(stream, ({ stream, error }) => {
    lines.push(error ?? stream ?? '')
    if (error) throw new Error(lines.join(''))
  })
  return tag
}
