import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import * as core from '../src/index.ts'
import { signedPayNotify } from '../src/testing.ts'
import { merchant } from './helpers/merchant.ts'
import * as gateway from './helpers/readme-gateway.ts'

/** Runs the code block of the README as it stands, its import aimed at a client over a fake gateway. */
async function runExample() {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const source = path.join(import.meta.dirname, 'helpers/readme-gateway.ts').replaceAll('\\', '/')
  const code = `${example.replace("'wxpay-core'", `'${source}'`)}\nexport { onPayNotify, params, prepayId }\n`
  const dir = await mkdtemp(path.join(tmpdir(), 'wxpay-core-readme-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const file = path.join(dir, 'example.ts')
  await writeFile(file, code)
  return import(/* @vite-ignore */ pathToFileURL(file).href)
}

test('the example of README.md runs', async () => {
  expect(Object.keys(core)).toEqual(expect.arrayContaining(Object.keys(gateway).filter((name) => name !== 'asked')))
  const { onPayNotify, params, prepayId } = await runExample()
  expect(prepayId).toBe('wx15181735729371b4393402634942bc0000')
  expect(params).toMatchObject({ package: `prepay_id=${prepayId}`, signType: 'HMAC-SHA256' })
  expect(gateway.asked).toEqual(['/pay/unifiedorder', '/pay/orderquery', '/pay/closeorder'])
  const notify = (totalFee: number) =>
    onPayNotify(Buffer.from(signedPayNotify(merchant, { outTradeNo: 'T2026010100001', totalFee })))
  expect(notify(88)).toContain('SUCCESS')
  expect(notify(1)).toContain('<![CDATA[amount]]>')
  expect(onPayNotify(Buffer.from('<xml></xml>'))).toContain('<![CDATA[签名失败]]>')
})
