import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { listMerchants, openCloud, readStackFile, setMerchant } from '@stack/local-stack'

const help = `npm run merchants -- list | add OPENID | remove OPENID

商家名单只由这条命令写入；名单里的人能看全部订单、退款。 / Only this command writes the merchant list; its members see all orders and refund.
  --data DIR   data folder of the stack (default .local)
`

await runCommand(help, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } })
  const [verb, openid, ...rest] = positionals
  const wantsOpenid = verb === 'add' || verb === 'remove'
  if (rest.length > 0 || !(wantsOpenid ? openid !== undefined : verb === 'list' && openid === undefined)) {
    throw new UsageError(help)
  }
  const db = openCloud(readStackFile(values.data).adminUrl)
  if (openid !== undefined) {
    const changed = await setMerchant(db, openid, verb === 'add')
    process.stdout.write(`${changed ? verb : 'unchanged'} ${openid}\n`)
    return
  }
  const merchants = await listMerchants(db)
  for (const merchant of merchants) process.stdout.write(`${merchant}\n`)
  if (merchants.length === 0)
    process.stdout.write('名单为空：没有人是商家。 / The list is empty: nobody is a merchant.\n')
})
