import { text } from 'node:stream/consumers'
import { extract } from 'tar-stream'

/** The files of an archive by name, in their order. */
export async function filesInTar(archive: Buffer): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  const unpacking = extract()
  unpacking.on('entry', ({ name }, stream, next) => {
    text(stream).then((content) => {
      files[name] = content
      next()
    }, next)
  })
  const finished = new Promise((resolve, reject) => unpacking.on('finish', resolve).on('error', reject))
  unpacking.end(archive)
  await finished
  return files
}
