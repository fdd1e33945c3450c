import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ownFiles } from './own-files.ts'
import type { Walk } from './walk.ts'

// WeChat allows 2 MB a package; what is left of it in the main package is room to grow.
const mainBytesMax = 1_500_000
const subpackageBytesMax = 2_000_000

/** Bytes of each package, `''` being the main one: every own file, and of miniprogram_npm what is reached. */
function packageSizes(dir: string, { app, files }: Walk): Map<string, number> {
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => root)
  const sizes = new Map<string, number>(['', ...roots].map((root) => [root, 0]))
  for (const path of new Set([...ownFiles(dir), ...files])) {
    const root = roots.find((candidate) => path.startsWith(`${candidate}/`)) ?? ''
    sizes.set(root, (sizes.get(root) ?? 0) + statSync(join(dir, path)).size)
  }
  return sizes
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html */
export function checkSize(dir: string, found: Walk): string[] {
  return [...packageSizes(dir, found)].flatMap(([root, bytes]) => {
    const max = root === '' ? mainBytesMax : subpackageBytesMax
    return bytes <= max ? [] : [`${root || 'the main package'} has ${bytes} bytes, not at most ${max}`]
  })
}
