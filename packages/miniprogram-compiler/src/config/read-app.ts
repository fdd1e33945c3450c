import type { ProjectFiles } from '../files/project-files.ts'
import type { AppConfig, TabBarConfig } from './app-config.ts'
import { nameStyleScopes } from './name-style-scopes.ts'
import { readComponents } from './read-components.ts'
import { isObject, type JsonObject, readJson, textsOf } from './read-json.ts'
import { windowConfig } from './window-config.ts'

/** Reads app.json and the json of every page and component that it reaches. Undefined, after errors, without app.json. */
export function readApp(files: ProjectFiles): AppConfig | undefined {
  if (!files.exists('app.json')) {
    files.report('error', 'app.json', `there is no app.json in ${files.dir}: is it the folder of a mini program?`)
    return undefined
  }
  const app = readJson(files, 'app.json')
  if (app === undefined) return undefined
  const subpackages = subpackagesOf(app)
  const pages = [...textsOf(app.pages).map(trimSlash), ...subpackages.flatMap(({ pages }) => pages)]
  const [firstPage] = pages
  if (firstPage === undefined) {
    files.report('error', 'app.json', '"pages" must list at least one page')
    return undefined
  }
  if (app.plugins !== undefined)
    files.report('warning', 'app.json', 'plugins are not supported: nothing of "plugins" runs')
  const entryPage = typeof app.entryPagePath === 'string' ? trimSlash(app.entryPagePath) : firstPage
  if (!pages.includes(entryPage))
    files.report('error', 'app.json', `"entryPagePath" names "${entryPage}", which is not in "pages"`)
  const tabBar = tabBarOf(files, app, pages)
  return {
    entryPage,
    pages,
    subpackageRoots: subpackages.map(({ root }) => root),
    window: windowConfig(windowOf(app)),
    ...(tabBar !== undefined && { tabBar }),
    ...(app.style === 'v2' && { style: 'v2' }),
    components: nameStyleScopes(
      readComponents(files, { pages, window: windowOf(app), usingComponents: app.usingComponents }),
    ),
  }
}

const trimSlash = (path: string) => path.replace(/^\/+|\/+$/g, '')

const windowOf = (app: JsonObject) => (isObject(app.window) ? app.window : {})

/** WeChat takes both spellings. @see https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html */
function subpackagesOf(app: JsonObject): { root: string; pages: string[] }[] {
  const list = app.subpackages ?? app.subPackages
  return (Array.isArray(list) ? list : []).filter(isObject).map(({ root, pages }) => {
    const folder = trimSlash(String(root))
    return { root: folder, pages: textsOf(pages).map((page) => `${folder}/${trimSlash(page)}`) }
  })
}

function tabBarOf(files: ProjectFiles, { tabBar }: JsonObject, pages: string[]): TabBarConfig | undefined {
  if (!isObject(tabBar)) return undefined
  if (tabBar.custom === true)
    files.report('warning', 'app.json', 'a custom tabBar is not supported: the usual one is shown')
  const list = (Array.isArray(tabBar.list) ? tabBar.list : []).filter(isObject).map((item) => ({
    pagePath: trimSlash(String(item.pagePath)),
    text: String(item.text ?? ''),
    ...(typeof item.iconPath === 'string' && { iconPath: trimSlash(item.iconPath) }),
    ...(typeof item.selectedIconPath === 'string' && { selectedIconPath: trimSlash(item.selectedIconPath) }),
  }))
  for (const { pagePath } of list) {
    if (!pages.includes(pagePath)) files.report('error', 'app.json', `the tab's page "${pagePath}" is not in "pages"`)
  }
  for (const icon of list.flatMap(({ iconPath, selectedIconPath }) =>
    [iconPath ?? [], selectedIconPath ?? []].flat(),
  )) {
    if (!files.exists(icon)) files.report('error', 'app.json', `the tab's icon "${icon}" is not there`)
  }
  return {
    color: String(tabBar.color ?? '#7A7E83'),
    selectedColor: String(tabBar.selectedColor ?? '#3cc51f'),
    backgroundColor: String(tabBar.backgroundColor ?? '#ffffff'),
    borderStyle: tabBar.borderStyle === 'white' ? 'white' : 'black',
    list,
  }
}
