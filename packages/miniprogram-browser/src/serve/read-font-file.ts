import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readMediaFile } from './read-media-file.ts'

/** Reads the style sheet of the fonts as `index.css`, or a font that lies beside it or in a folder beside it. */
export async function readFontFile(
  fontCss: string | undefined,
  path: string,
): Promise<{ type: string; bytes: Buffer } | undefined> {
  if (fontCss === undefined) return undefined
  if (path === 'index.css') return { type: 'text/css; charset=utf-8', bytes: await readFile(fontCss) }
  return /\.(?:woff2?|ttf|otf)$/i.test(path) ? readMediaFile(dirname(fontCss), path) : undefined
}
