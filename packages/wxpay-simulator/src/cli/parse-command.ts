import { parseArgs } from 'node:util'
import type { SimulatorOptions } from '../start-simulator.ts'

export const HELP = `Usage: npm run -s simulator -- [options]
A WeChat Pay API v2 gateway on this machine. 在本机运行的微信支付 API v2 网关。

  --data DIR                     data folder (default .local/simulator)           数据目录
  --port N                       port of the gateway (default 0: any free one)    网关端口
  --control-port N               port of the control API (default 0)              控制接口端口
  --resolve HOST=127.0.0.1:PORT  where a host of notify URLs lives; repeatable    通知域名指向的本机端口
  --notify-ca FILE               trust this authority for notified hosts; repeatable  通知域名证书的颁发者
  --production-notify-urls       notify_url must be https, without port and query     按生产规则检查 notify_url
  --json                         print one line of JSON                           只输出一行 JSON
  --help                         this text                                        显示本说明
`

/** A command line that was understood. */
export interface Command {
  options: SimulatorOptions & { productionNotifyUrls: boolean }
  json: boolean
  help: boolean
}

const FLAGS = {
  data: { type: 'string', default: '.local/simulator' },
  port: { type: 'string', default: '0' },
  'control-port': { type: 'string', default: '0' },
  resolve: { type: 'string', multiple: true, default: [] as string[] },
  'notify-ca': { type: 'string', multiple: true, default: [] as string[] },
  'production-notify-urls': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Reads the command line.
 * @throws Error with code 'usage' when a flag is unknown or its value wrong
 */
export function parseCommand(args: string[]): Command {
  const values = readFlags(args)
  return {
    json: values.json,
    help: values.help,
    options: {
      dataDir: values.data,
      port: portIn(values.port, '--port'),
      controlPort: portIn(values['control-port'], '--control-port'),
      resolve: Object.fromEntries(values.resolve.map(hostIn)),
      notifyCaFiles: values['notify-ca'],
      productionNotifyUrls: values['production-notify-urls'],
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

function portIn(text: string, flag: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usageError(`${flag} is "${text}", not a port`)
  return Number(text)
}

function hostIn(text: string): [host: string, target: string] {
  const [, host, target] = /^([\w.-]+)=(127\.0\.0\.1:\d{1,5})$/.exec(text) ?? []
  if (host === undefined || target === undefined) throw usageError(`--resolve is "${text}", not HOST=127.0.0.1:PORT`)
  return [host, target]
}

function usageError(reason: string): Error {
  return Object.assign(new Error(`[wxpay-simulator] ${reason}. --help shows the options.`), { code: 'usage' })
}
