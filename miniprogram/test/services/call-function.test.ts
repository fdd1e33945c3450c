import { expect, test } from 'vitest'
import { callFunction } from '../../services/call-function.ts'

type Cloud = NonNullable<Parameters<typeof callFunction>[2]>

function cloudThat(answer: (param: unknown) => Promise<unknown>): Cloud {
  return { callFunction: answer as Cloud['callFunction'] }
}

test('callFunction(name, data) hands both over and answers the result', async () => {
  const heard: unknown[] = []
  const cloud = cloudThat(async (param) => {
    heard.push(param)
    return { result: { ok: true, products: [] }, errMsg: 'cloud.callFunction:ok' }
  })
  expect(await callFunction('list-products', {}, cloud)).toEqual({ ok: true, products: [] })
  expect(heard).toEqual([{ name: 'list-products', data: {} }])
})

test('a refusal of the function is the answer, not an error', async () => {
  const cloud = cloudThat(async () => ({ result: { ok: false, refused: 'not_found' } }))
  expect(await callFunction('get-order', { outTradeNo: 'WM1' }, cloud)).toEqual({ ok: false, refused: 'not_found' })
})

// https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/debug/errcode.html
test.each([
  [
    'the function threw',
    { errCode: -504002, errMsg: 'cloud.callFunction:fail -504002' },
    'cloud.callFunction:fail -504002',
  ],
  [
    'the client gave up',
    { errCode: -404005, errMsg: 'cloud.callFunction:fail -404005' },
    'cloud.callFunction:fail -404005',
  ],
  ['the SDK threw', new Error("Cloud API isn't enabled"), "Cloud API isn't enabled"],
  ['something else was thrown', 'request:fail', 'request:fail'],
  ['nothing was thrown', undefined, 'undefined'],
])('no_answer when %s', async (_case, thrown, detail) => {
  const cloud = cloudThat(() => Promise.reject(thrown))
  expect(await callFunction('list-products', {}, cloud)).toEqual({ ok: false, refused: 'no_answer', detail })
})

test.each([[undefined], [null], ['ok'], [{}], [{ ok: 1 }]])('no_answer when the result is %j', async (result) => {
  const cloud = cloudThat(async () => ({ result, errMsg: 'cloud.callFunction:ok' }))
  expect(await callFunction('list-products', {}, cloud)).toMatchObject({
    ok: false,
    refused: 'no_answer',
    detail: `list-products answered ${JSON.stringify(result)}`,
  })
})
