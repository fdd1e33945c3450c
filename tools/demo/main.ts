import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '@stack/emulator-kit/cli'
import { createPhone, type Stack, startStack, users } from '@stack/local-stack'
import { beijingNoon, showBeijingTime } from './beijing-noon.ts'
import { checkBill } from './check-bill.ts'
import { keepLogs } from './keep-logs.ts'
import { type Cast, makeOrder, pay, refundInPart, refundTheRest } from './story.ts'
import { fact, step } from './tell.ts'
import { watchEvents } from './watch-events.ts'

const help = `npm run demo

在独立的临时环境里卖出一单、分两次退款、核对账单，全程无人值守；不影响正在运行的 npm start。
Sells something and gives the money back on a stack of its own, without a person; a running npm start is not touched.
退出码非零表示有一步或一笔金额不符。 / A non-zero exit code means that a step or a sum was not as it must be.
`

async function tell(cast: Cast): Promise<void> {
  const order = await makeOrder(cast)
  await pay(cast, order)
  await refundInPart(cast, order)
  await refundTheRest(cast, order)
  await checkBill(cast, order)
}

await runCommand(help, async () => {
  const startedAt = Date.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'wxpay-demo-'))
  const events = watchEvents()
  const logs = keepLogs()
  let stack: Stack | undefined
  const end = async () => {
    await stack?.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  // Ctrl-C leaves nothing behind either.
  process.once('SIGINT', () => {
    void end().finally(() => process.exit(130))
  })
  try {
    step('启动整套环境', 'the whole stack starts')
    const at = beijingNoon(startedAt)
    stack = await startStack({ dataDir, startAtMs: at, onGatewayEvent: events.take, onFunctionLog: logs.take })
    fact('clock', `${showBeijingTime(at)} (Beijing)`)
    fact('gateway', `${stack.simulator.url}  商户号 ${stack.simulator.merchant.mchId}`)
    fact('HTTP access', stack.emulator.httpUrl)
    const buyer = createPhone(stack, users.buyerA)
    const merchant = createPhone(stack, users.merchant)
    await tell({ stack, events, logs, buyer, merchant })
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    process.stdout.write(`\n演示完成，账实相符。 / Done: the order records and the bill are equal. (${seconds} s)\n`)
  } finally {
    await end()
  }
})
