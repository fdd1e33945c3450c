import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runCli } from '@stack/emulator-kit/cli'
import {
  buildDevtools,
  localDir,
  localUsers,
  openWorkbench,
  prepareDataDir,
  type Stack,
  startStack,
  users,
  writeStackFile,
} from '@stack/local-stack'
import { USUAL_PORT } from 'miniprogram-browser'

const help = `npm start [-- --data DIR]

启动整套本地环境：浏览器里的小程序、微信支付模拟器、云开发模拟器、未改动的云函数。Ctrl-C 结束，数据留在 .local/。
Brings up the whole stack: the mini program in a browser, WeChat Pay simulator, CloudBase emulator, the unmodified functions. Ctrl-C ends it, data stays in .local/.

  --data DIR   data folder (default .local)
`

/** Opens the browser page and writes the project for DevTools. */
async function openFronts(stack: Stack) {
  const { emulator, simulator } = stack
  const devtools = await buildDevtools({
    callUrl: emulator.callUrl,
    controlUrl: simulator.controlUrl,
    appId: simulator.merchant.appId,
    users: localUsers.map(({ key, name }) => ({ key, name, openid: users[key] })),
  })
  return { devtools, workbench: await openWorkbench(stack, { preferredPort: USUAL_PORT }) }
}

/** Terminals give a Chinese character two columns. */
const columns = (text: string) => [...text].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0)
const line = (label: string, value: string) => `  ${label}${' '.repeat(Math.max(25 - columns(label), 1))}${value}\n`

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(help)
} else {
  runCli(async () => {
    const { values } = parseArgs({ options: { data: { type: 'string' } } })
    const dataDir = resolve(values.data ?? localDir)
    mkdirSync(dataDir, { recursive: true })
    const movedTo = prepareDataDir(dataDir)
    if (movedTo !== null) {
      process.stdout.write(`旧版本的数据已移到 ${movedTo}，本次从头开始 / data of an older version was moved there\n`)
    }
    const stack = await startStack({
      dataDir,
      onFunctionLog: ({ functionName, text }) => process.stdout.write(`[${functionName}] ${text.trimEnd()}\n`),
    })
    const { simulator, emulator } = stack
    const { workbench, devtools } = await openFronts(stack).catch(async (error: unknown) => {
      await stack.close()
      throw error
    })
    const forget = writeStackFile(dataDir, {
      pid: process.pid,
      callUrl: emulator.callUrl,
      httpUrl: emulator.httpUrl,
      adminUrl: emulator.adminUrl,
      gatewayUrl: simulator.url,
      controlUrl: simulator.controlUrl,
    })
    process.stdout.write(
      [
        '\n本地环境已就绪 / the local stack is up\n',
        line('小程序 / mini program', workbench.url),
        line('开发者工具 / DevTools', devtools),
        '\n',
        line('wx.cloud.callFunction', `POST ${emulator.callUrl}/{function}  {"openid":"…","data":{…}}`),
        line('HTTP access (notify)', emulator.httpUrl),
        line('CloudBase admin', emulator.adminUrl),
        line('WeChat Pay gateway', simulator.url),
        line('cashier and control', simulator.controlUrl),
        line('merchant number', `${simulator.merchant.mchId}  (appid ${simulator.merchant.appId})`),
        line('buyer A / buyer B', `${users.buyerA} / ${users.buyerB}`),
        line('merchant A / merchant B', `${users.merchant} / ${users.merchantB}`),
        line('data', dataDir),
        '\n另开终端 / in another terminal:  npm run demo   npm run merchants -- list   npm run products -- --help\n',
        'Ctrl-C 结束 / ends it\n\n',
      ].join(''),
    )
    return {
      async close() {
        forget()
        await workbench.close()
        await stack.close()
      },
    }
  })
}
