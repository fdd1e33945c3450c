import { posix } from 'node:path'
import type { ProjectFiles } from './project-files.ts'

/** Joins as mini programs do: `/x` from the root, all else from the folder of `from`. Undefined when it leaves the root. */
export function joinPath(from: string, target: string): string | undefined {
  const path = posix.normalize(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target))
  return path.startsWith('..') ? undefined : path
}

/** `miniprogram_npm/<target>` beside `from` and in every folder above it. */
function npmPaths(from: string, target: string): string[] {
  const folders = posix.dirname(from).split('/')
  return folders
    .map((_, depth) => [...folders.slice(0, folders.length - depth), 'miniprogram_npm', target].join('/'))
    .concat(`miniprogram_npm/${target}`)
    .map((path) => posix.normalize(path))
}

const isRelative = (target: string) => /^\.{0,2}\//.test(target)

/**
 * The path of the component that a `usingComponents` entry names, undefined when there is none.
 * @see https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 */
export function resolveComponent(files: ProjectFiles, from: string, target: string): string | undefined {
  const beside = joinPath(from, target)
  const paths = [...(beside === undefined ? [] : [beside]), ...(isRelative(target) ? [] : npmPaths(from, target))]
  return paths
    .flatMap((path) => [path, `${path}/index`])
    .find((path) => ['.json', '.wxml', '.ts', '.js'].some((extension) => files.exists(path + extension)))
}

/** The file of the module that `require(target)` names, undefined when there is none. */
export function resolveModule(files: ProjectFiles, from: string, target: string): string | undefined {
  const beside = joinPath(from, target)
  const paths = isRelative(target) ? (beside === undefined ? [] : [beside]) : npmPaths(from, target)
  return paths
    .flatMap((path) => [
      `${path}.ts`,
      `${path}.js`,
      ...(/\.[jt]s$/.test(path) ? [path] : []),
      `${path}/index.ts`,
      `${path}/index.js`,
    ])
    .find(files.exists)
}

/** Hint for an npm name that was not found. */
export function hintFor(files: ProjectFiles, target: string): string {
  if (isRelative(target)) return 'check the path'
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
  return files.hasFolder('miniprogram_npm')
    ? `miniprogram_npm has no such file: is "${name}" a dependency, and was npm built after it was added?`
    : 'miniprogram_npm is missing: build npm first'
}
