import type Docker from 'dockerode'

/** An image as the fake engine has it. */
export interface FakeImage {
  id: string
  parent?: string
  tags?: string[] | null
  labels?: Record<string, string> | null
  size: number
  /** Seconds since 1970. */
  created?: number
}

/** A client of an engine with these images and containers; `removed` collects the names it was told to remove. */
export function engineWith(
  images: readonly FakeImage[],
  containers: readonly { image: string; name: string }[] = [],
  refusals: Readonly<Record<string, Error>> = {},
): { docker: Docker; removed: string[] } {
  const removed: string[] = []
  const docker = {
    listImages: async () =>
      images.map(({ id, parent, tags, labels, size, created }) => ({
        Id: id,
        ParentId: parent ?? '',
        RepoTags: tags === undefined ? ['<none>:<none>'] : tags,
        Labels: labels === undefined ? {} : labels,
        Size: size,
        Created: created ?? 0,
      })),
    listContainers: async () =>
      containers.map(({ image, name }) => ({ Id: `${name}-id`, ImageID: image, Names: [`/${name}`] })),
    getImage: (name: string) => ({
      async remove() {
        if (refusals[name]) throw refusals[name]
        removed.push(name)
      },
    }),
  }
  return { docker: docker as never, removed }
}

export const role = (value: string): Record<string, string> => ({ 'dev.luaparity.role': value })
