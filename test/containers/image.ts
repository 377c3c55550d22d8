import type Docker from 'dockerode'

const REPOSITORY = 'luaparity/ruby-luajit:'

/** The image under test: LUAPARITY_TEST_IMAGE, or the newest one that has been built here. */
export async function testImage(docker: Docker): Promise<string> {
  const named = process.env.LUAPARITY_TEST_IMAGE
  if (named) return named
  const images = await docker.listImages()
  const tagged = images
    .flatMap((image) => (image.RepoTags ?? []).map((tag) => ({ tag, created: image.Created })))
    .filter(({ tag }) => tag.startsWith(REPOSITORY))
    .sort((a, b) => b.created - a.created)
  const newest = tagged[0]
  if (!newest)
    throw new Error(`no image ${REPOSITORY}*: build containers/ruby-luajit, or set LUAPARITY_TEST_IMAGE`)
  return newest.tag
}
