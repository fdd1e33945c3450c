import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type FolderFiles, readFolder, writeFolder } from '../shared/folder-files.ts'
import { root } from '../shared/paths.ts'
import { userKey } from './preload/current-user.ts'
import type { LocalStack } from './preload/local-stack.ts'

interface ProjectConfig {
  projectname: string
  setting: Record<string, unknown>
  packOptions: { ignore: { value: string }[] }
}

interface AppJson {
  entryPagePath?: string
  pages: string[]
}

const preloadFile = 'local-stack.js'
const banner = '// 由 npm start 生成，每次启动重写：地址中的令牌只在那一次启动内有效。'

/** The file between the mini program and the local stack: one piece, ES2018, without imports. */
async function bundlePreload(stack: LocalStack): Promise<string> {
  const contents = `import { install } from './install.ts'\nconsole.info(install(wx, ${JSON.stringify(stack)}).hint)`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, 'preload') },
    banner: { js: banner },
    bundle: true,
    format: 'iife',
    target: 'es2018',
    charset: 'utf8',
    write: false,
    logLevel: 'warning',
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * The project's own configuration, with what differs: no account, no functions to upload, addresses of this machine
 * allowed, and one compile mode for each user.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html
 */
function projectConfig(project: ProjectConfig, { users }: LocalStack, entryPage: string): object {
  const { packOptions: _, ...kept } = project
  const modes = users.map(({ key, name }) => ({ name, pathName: entryPage, query: `${userKey}=${key}`, scene: null }))
  return {
    ...kept,
    description: '连接本机环境的小程序，由 npm start 生成：请修改 miniprogram/，不要修改这里',
    projectname: `${project.projectname}-local`,
    appid: 'touristappid',
    miniprogramRoot: 'miniprogram/',
    cloudfunctionRoot: undefined,
    setting: { ...project.setting, urlCheck: false },
    condition: { miniprogram: { list: modes } },
  }
}

/** The mini program as it is, but for one line: app.ts is what WeChat runs first, and its first import runs before it. */
function withPreload(files: FolderFiles, preload: string): FolderFiles {
  const app = files.get('app.ts')?.toString() ?? ''
  return new Map([
    ...files,
    ['app.ts', Buffer.from(`import './${preloadFile.replace('.js', '')}'\n${app}`)],
    [preloadFile, Buffer.from(preload)],
  ])
}

/**
 * Writes a DevTools project of the mini program that runs against the local stack; its npm packages are built before
 * (`npm run build`). Only what changed is written, so that
 * an open DevTools compiles once; what DevTools itself keeps there (project.private.config.json) stays.
 *
 * @returns the folder to open in DevTools.
 */
export async function buildDevtools(
  stack: LocalStack,
  { outDir = join(root, 'dist', 'devtools'), from = join(root, 'miniprogram') } = {},
): Promise<string> {
  const project = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8')) as ProjectConfig
  const { entryPagePath, pages } = JSON.parse(readFileSync(join(from, 'app.json'), 'utf8')) as AppJson
  const notPacked = new Set(project.packOptions.ignore.map(({ value }) => value))
  const files = readFolder(from, (path) => !notPacked.has(path))
  writeFolder(join(outDir, 'miniprogram'), withPreload(files, await bundlePreload(stack)))
  const config = projectConfig(project, stack, entryPagePath ?? pages[0] ?? '')
  writeFileSync(join(outDir, 'project.config.json'), `${JSON.stringify(config, null, 2)}\n`)
  return outDir
}
