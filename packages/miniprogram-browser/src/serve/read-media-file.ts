import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** Files that the page may read from a mini program's folder; code, configuration and the like are not among it. */
const MEDIA_TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
}

/** Content type of a file by its name, undefined when it is neither media nor a font. */
export function mediaTypeOf(path: string): string | undefined {
  return MEDIA_TYPES[extname(path).toLowerCase()]
}

/**
 * Reads a picture, sound, film or font under `dir`; `path` comes from an address, percent-encoded, with '/'. Undefined
 * when there is none, when it is of another kind, and when it lies outside, by `..` or by a link.
 */
export async function readMediaFile(dir: string, path: string): Promise<{ type: string; bytes: Buffer } | undefined> {
  const type = mediaTypeOf(path)
  if (type === undefined) return undefined
  try {
    const root = await realpath(dir)
    const file = await realpath(join(root, decodeURIComponent(path)))
    return file.startsWith(root + sep) ? { type, bytes: await readFile(file) } : undefined
  } catch (error) {
    if (error instanceof URIError || 'code' in (error as object)) return undefined // no such name or file
    throw error
  }
}
