import { parseArgs } from 'node:util'
import { USUAL_PORT } from '../serve/listen-preferring.ts'
import type { MiniprogramBrowserOptions } from '../serve/start-miniprogram-browser.ts'

export const HELP = `Usage: npm run -s miniprogram-browser -- --miniprogram DIR --call-url URL [options]
Runs a native WeChat mini program, unmodified, in a normal browser. 在普通浏览器里运行未改动的微信小程序。

  --miniprogram DIR     folder with app.json                                          小程序目录（含 app.json）
  --call-url URL        where wx.cloud.callFunction goes: POST URL/{function}         云函数调用地址
  --control-url URL     control API of a wxpay-simulator: cashier, order's activity, clock   微信支付模拟器的控制接口
  --admin-url URL       admin API of a cloudbase-emulator: clock without a simulator    云开发模拟器的管理接口
  --user NAME=OPENID    who can hold the phone; repeatable (default: two users)       可切换的用户，可重复
  --title TEXT          title of the page (default: the folder's name)                页面标题
  --port N              default ${USUAL_PORT}, or any free one when it is taken; 0: any         端口；本地缓存按端口保存
  --preload FILE        a script that is loaded before the mini program's own           先于小程序载入的脚本
  --font-css FILE       a style sheet with @font-face and its files beside it           字体样式表
  --json                print one line of JSON                                        只输出一行 JSON
  --help                this text                                                     显示本说明
`

/** A command line that was understood. */
export type Command = { help: true } | { help: false; json: boolean; options: MiniprogramBrowserOptions }

const FLAGS = {
  miniprogram: { type: 'string' },
  'call-url': { type: 'string' },
  'control-url': { type: 'string' },
  'admin-url': { type: 'string' },
  user: { type: 'string', multiple: true, default: [] as string[] },
  title: { type: 'string' },
  port: { type: 'string' },
  preload: { type: 'string' },
  'font-css': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Reads the command line.
 * @throws Error with code 'usage' when a flag is unknown, missing or its value wrong
 */
export function parseCommand(args: string[]): Command {
  const values = readFlags(args)
  if (values.help) return { help: true }
  const { miniprogram, title, preload, 'font-css': fontCss } = values
  if (miniprogram === undefined) throw usageError('--miniprogram is missing: the folder that holds app.json')
  const callUrl = addressIn(values['call-url'], '--call-url')
  if (callUrl === undefined) throw usageError('--call-url is missing: the call API, as cloudbase-emulator prints it')
  const [controlUrl, adminUrl] = [
    addressIn(values['control-url'], '--control-url'),
    addressIn(values['admin-url'], '--admin-url'),
  ]
  return {
    help: false,
    json: values.json,
    options: {
      miniprogramDir: miniprogram,
      callUrl,
      ...(values.port === undefined ? { preferredPort: USUAL_PORT } : { port: portIn(values.port) }),
      ...(controlUrl !== undefined && { controlUrl }),
      ...(adminUrl !== undefined && { adminUrl }),
      ...(values.user.length > 0 && { users: values.user.map(userIn) }),
      ...(title !== undefined && { title }),
      ...(preload !== undefined && { preload }),
      ...(fontCss !== undefined && { fontCss }),
    },
  }
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS }).values
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error))
  }
}

function portIn(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usageError(`--port is "${text}", not a port`)
  return Number(text)
}

/** Without a slash at the end: paths are added to it. */
function addressIn(text: string | undefined, flag: string): string | undefined {
  if (text === undefined) return undefined
  if (!/^https?:/.test(text) || !URL.canParse(text)) throw usageError(`${flag} is "${text}", not an http address`)
  return text.replace(/\/+$/, '')
}

function userIn(text: string): { name: string; openid: string } {
  const [, name, openid] = /^([^=]+)=([\w-]+)$/.exec(text) ?? []
  if (name === undefined || openid === undefined) throw usageError(`--user is "${text}", not NAME=OPENID`)
  return { name, openid }
}

function usageError(reason: string): Error {
  return Object.assign(new Error(`[miniprogram-browser] ${reason}. --help shows the options.`), { code: 'usage' })
}
