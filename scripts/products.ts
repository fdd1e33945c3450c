import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { applyCatalogue, openCloud, readCatalogueFile, readStackFile } from '@stack/local-stack'

const help = `npm run products -- apply FILE      目录写入正在运行的本地环境 / writes a catalogue into the running local stack

FILE is a JSON list of { productId, title, priceFen, picture?, onShelf?, stock?, stockChange? }.
  新商品按 stock 入库；已有商品只改标题、价格、图片、上下架，库存只按 stockChange 增减。
  A new product starts with stock; of an existing one title, price, picture and shelf state change, its stock only by stockChange.
  --data DIR   data folder of the stack (default .local)
`

await runCommand(help, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } })
  const [verb, file, ...rest] = positionals
  if (verb !== 'apply' || file === undefined || rest.length > 0) throw new UsageError(help)
  const entries = readCatalogueFile(file)
  const changes = await applyCatalogue(openCloud(readStackFile(values.data).adminUrl), entries)
  for (const { productId, did } of changes) process.stdout.write(`${did.padEnd(8)} ${productId}\n`)
})
