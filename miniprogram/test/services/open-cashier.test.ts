import { expect, test } from 'vitest'
import { openCashier } from '../../services/open-cashier.ts'
import { payment } from '../helpers/shop.ts'

type Cashier = NonNullable<Parameters<typeof openCashier>[1]>
type Asked = { complete: (said: { errMsg: string }) => void }

function cashierSaying(errMsg: string, asked: Asked[] = []): Cashier {
  const requestPayment = (option: Asked) => {
    asked.push(option)
    option.complete({ errMsg })
  }
  return { requestPayment: requestPayment as unknown as Cashier['requestPayment'] }
}

// https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html
test.each([
  ['requestPayment:ok', 'ok'],
  ['requestPayment:fail cancel', 'cancel'],
  ['requestPayment:cancel', 'cancel'],
  ['requestPayment:fail (余额不足)', 'failed'],
  ['requestPayment:fail 调用支付JSAPI缺少参数：total_fee', 'failed'],
  ['requestPayment:fail no permission', 'failed'],
  ['requestPayment:okay', 'failed'],
  ['', 'failed'],
])('openCashier reads %j as %s', async (errMsg, word) => {
  expect(await openCashier(payment, cashierSaying(errMsg))).toBe(word)
})

test('openCashier hands over the five parameters as they came', async () => {
  const asked: Asked[] = []
  await openCashier(payment, cashierSaying('requestPayment:ok', asked))
  expect(asked).toEqual([{ ...payment, complete: expect.any(Function) }])
})
