/** The fields of an os-release file that matter here, in lower case. */
export interface OsRelease {
  /** e.g. `debian`, `ubuntu`, `fedora`. */
  id: string
  /** The systems it derives from, nearest first. */
  idLike: string[]
  /** e.g. `bookworm`; empty when the file does not say. */
  codename: string
}

/** Reads the format of os-release(5): shell assignments, values with or without quotes. */
export function parseOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Z_]+)=(.*?)\s*$/.exec(line)
    if (match) fields.set(match[1]!, unquote(match[2]!).toLowerCase())
  }
  return {
    id: fields.get('ID') ?? 'linux',
    idLike: (fields.get('ID_LIKE') ?? '').split(/\s+/).filter(Boolean),
    codename: fields.get('VERSION_CODENAME') ?? '',
  }
}

/** Whether packages come by apt under Debian's names. */
export function isDebianFamily({ id, idLike }: OsRelease): boolean {
  return [id, ...idLike].some((name) => name === 'debian' || name === 'ubuntu')
}

function unquote(value: string): string {
  return value.replace(/^(["'])(.*)\1$/, '$2')
}
