import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appSchema, componentSchema, pageSchema, sitemapSchema } from './config-schema.ts'
import { readJsonFile } from './read-json-file.ts'
import { check, type Rule } from './schema.ts'
import type { Walk } from './walk.ts'

const isOwn = (path: string) => !path.startsWith('miniprogram_npm/')

function checkFile(dir: string, file: string, rule: Rule): string[] {
  const { value, problem } = readJsonFile(dir, file)
  if (problem !== undefined) return [problem]
  return value === undefined ? [] : check(value, rule, file)
}

const iconBytesMax = 40 * 1024
const isPngOrJpeg = (bytes: Buffer) =>
  bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n' || bytes.subarray(0, 3).toString('hex') === 'ffd8ff'

function checkIcon(dir: string, icon: string): string[] {
  if (!existsSync(join(dir, icon))) return []
  const bytes = readFileSync(join(dir, icon))
  return [
    ...(isPngOrJpeg(bytes) ? [] : [`${icon} is neither PNG nor JPEG`]),
    ...(bytes.length > iconBytesMax ? [`${icon} has ${bytes.length} bytes, not at most ${iconBytesMax}`] : []),
  ]
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#tabBar */
function checkTabs(dir: string, app: Walk['app']): string[] {
  return (app.tabBar?.list ?? []).flatMap((tab) => [
    ...(app.pages?.includes(tab.pagePath) ? [] : [`app.json: the tab ${tab.pagePath} is no page of the main package`]),
    ...[tab.iconPath, tab.selectedIconPath].flatMap((icon) => (icon === undefined ? [] : checkIcon(dir, icon))),
  ])
}

/** What WeChat would refuse or overlook in app.json; where it is wrong, the rest cannot be judged. */
export const checkApp = (dir: string): string[] => checkFile(dir, 'app.json', appSchema)

/** The json of every page and of every own component, the sitemap and the tab bar. */
export function checkConfig(dir: string, { app, pages, components }: Walk): string[] {
  return [
    ...pages.flatMap((page) => checkFile(dir, `${page}.json`, pageSchema)),
    ...components.filter(isOwn).flatMap((component) => checkFile(dir, `${component}.json`, componentSchema)),
    ...checkFile(dir, app.sitemapLocation ?? 'sitemap.json', sitemapSchema),
    ...checkTabs(dir, app),
  ]
}
