import { beforeEach, expect, test, vi } from 'vitest'
import { acknowledge, reject } from 'wxpay-core'
import { defineNotify, type NotifyOutcome } from '../../src/define/define-notify.ts'

const xml = '<xml><out_trade_no>WM0SAMPLE1</out_trade_no></xml>'
const started = Date.UTC(2026, 0, 15, 4)
let lines: { level: string; message: string; reason?: string }[]

beforeEach(() => {
  lines = []
  vi.useFakeTimers({ now: started })
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)))
    return true
  })
  return () => {
    written.mockRestore()
    vi.useRealTimers()
  }
})

const answering = (handle: () => Promise<NotifyOutcome>) => defineNotify('pay-notify', handle)({ body: xml })
const late = () => new Promise<NotifyOutcome>((resolve) => setTimeout(() => resolve({ done: true }), 2_401))
const justInTime = () => new Promise<NotifyOutcome>((resolve) => setTimeout(() => resolve({ done: true }), 2_399))

const told = (message: string) => [
  { level: 'error', error: { message } },
  { level: 'warn', reason: '处理失败' },
]

test.each<[what: string, handle: () => Promise<NotifyOutcome>, body: string, ms: number, log: object[]]>([
  ['done', async () => ({ done: true }), acknowledge(), 0, []],
  ['done just in time', justInTime, acknowledge(), 2_399, []],
  ['done too late', late, reject('处理超时'), 2_400, [{ level: 'warn', reason: '处理超时' }]],
  [
    'not done',
    async () => ({ done: false, reason: '解密失败' }),
    reject('解密失败'),
    0,
    [{ level: 'warn', reason: '解密失败' }],
  ],
  [
    'thrown',
    () => Promise.reject(new Error('the database is away')),
    reject('处理失败'),
    0,
    told('the database is away'),
  ],
  [
    'thrown at once',
    () => {
      throw new Error('bad settings')
    },
    reject('处理失败'),
    0,
    told('bad settings'),
  ],
])('%s', async (_what, handle, body, ms, log) => {
  let answeredAt = Number.NaN
  const answer = answering(handle).finally(() => {
    answeredAt = Date.now()
  })
  await vi.runAllTimersAsync()
  expect(await answer).toStrictEqual({
    isBase64Encoded: false,
    statusCode: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body,
  })
  expect(answeredAt - started).toBe(ms)
  expect(lines).toMatchObject(log)
  expect(vi.getTimerCount()).toBe(0)
})

test('what fails after the answer is told, not lost', async () => {
  const fails = () => new Promise<NotifyOutcome>((_, refuse) => setTimeout(() => refuse(new Error('late')), 3_000))
  const answer = answering(fails)
  await vi.runAllTimersAsync()
  expect((await answer).body).toBe(reject('处理超时'))
  expect(lines).toMatchObject([{ level: 'warn' }, { level: 'error', error: { message: 'late' } }])
})

test('the gateway may be asked for 2 s', async () => {
  const handle = vi.fn(async (): Promise<NotifyOutcome> => ({ done: true }))
  await defineNotify('pay-notify', handle)({ body: Buffer.from(xml).toString('base64'), isBase64Encoded: true })
  expect(handle).toHaveBeenCalledExactlyOnceWith(xml, started + 2_000)
})

test.each([[{}], [{ body: '' }], [{ body: 'a'.repeat(200_000) }], [{ body: { xml: '' } }]])(
  'without a body nothing is handled',
  async (event) => {
    const handle = vi.fn(async (): Promise<NotifyOutcome> => ({ done: true }))
    const { body } = await defineNotify('pay-notify', handle)(event)
    expect(body).toBe(reject('请求体为空或过长'))
    expect(handle).not.toHaveBeenCalled()
  },
)
