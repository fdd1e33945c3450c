import type { CallAnswer, CallData, FunctionName, OrderView, PayParams, ProductView } from '@stack/contract'

export const payment: PayParams = {
  timeStamp: '1721534400',
  nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  package: 'prepay_id=wx21201855730335ac86f8c43d1889123400',
  signType: 'HMAC-SHA256',
  paySign: '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
}

export const tea: ProductView = {
  productId: 'tea',
  title: '龙井茶',
  priceFen: 12_800,
  stock: 3,
  description: '',
  picture: '',
}

export function makeOrder(changes: Partial<OrderView> = {}): OrderView {
  return {
    outTradeNo: 'WM1',
    state: 'unpaid',
    lines: [{ productId: 'tea', title: '龙井茶', priceFen: 12_800, quantity: 1 }],
    totalFen: 12_800,
    remark: '',
    createdAt: 1_000,
    expiresAt: 1_801_000,
    closedBy: null,
    paidAt: null,
    collectedAt: null,
    refundedFen: 0,
    refundableFen: 0,
    overRefundedFen: 0,
    refunds: [],
    timeline: [{ at: 1_000, type: 'created' }],
    ...changes,
  }
}

type LaterState = Exclude<OrderView['state'], 'unpaid'>

/** The same order after something happened to it. */
export function moved(order: OrderView, state: LaterState): OrderView {
  return { ...order, state, timeline: [...order.timeline, { at: 2_000, type: state }] }
}

type Handlers = { [Name in FunctionName]?: (data: CallData<Name>) => CallAnswer<Name> }

/** A shop in memory that answers as the contract says, and the `wx` of a phone in front of it. */
export function openShop() {
  const orders = new Map<string, OrderView>()
  const byRequest = new Map<string, string>()
  const calls: FunctionName[] = []
  const requestIds: string[] = []
  const stored = new Map<string, unknown>()
  let randomCalls = 0

  const found = (outTradeNo: string): CallAnswer<'get-order'> => {
    const order = orders.get(outTradeNo)
    return order === undefined ? { ok: false, refused: 'not_found' } : { ok: true, order }
  }
  const handlers: Handlers = {
    'get-profile': () => ({ ok: true, openid: 'oTestBuyer_00000000000000001', isMerchant: false }),
    'list-products': () => ({ ok: true, products: [tea] }),
    'list-orders': () => ({
      ok: true,
      orders: [...orders.values()].filter(({ state }) => state === 'unpaid' || state === 'closing'),
      next: null,
    }),
    'create-order': ({ requestId, lines: wanted, remark = '' }) => {
      requestIds.push(requestId)
      const outTradeNo = byRequest.get(requestId) ?? `WM${orders.size + 1}`
      byRequest.set(requestId, outTradeNo)
      const lines = wanted.map((line) => ({ ...line, title: tea.title, priceFen: tea.priceFen }))
      const totalFen = lines.reduce((sum, { priceFen, quantity }) => sum + priceFen * quantity, 0)
      const made = makeOrder({ outTradeNo, createdAt: 1_000 + orders.size, lines, totalFen, remark })
      const order = orders.get(outTradeNo) ?? made
      orders.set(outTradeNo, order)
      return { ok: true, order }
    },
    'unified-order': () => ({ ok: true, payment }),
    'get-order': ({ outTradeNo }) => found(outTradeNo),
    'cancel-order': ({ outTradeNo }) => {
      shop.move(outTradeNo, 'closed')
      return found(outTradeNo)
    },
  }

  const shop = {
    orders,
    calls,
    requestIds,
    handlers,
    /** Names of functions whose next answers are lost on the way, after the function did its work. */
    lost: [] as FunctionName[],
    /** What the cashier does with the money, and what it says. */
    cashier: (): string => {
      for (const outTradeNo of orders.keys()) shop.move(outTradeNo, 'paid')
      return 'requestPayment:ok'
    },
    move(outTradeNo: string, state: LaterState) {
      const order = orders.get(outTradeNo)
      if (order !== undefined) orders.set(outTradeNo, moved(order, state))
    },
  }

  /** What a call ends with; throws WeChat's error when the answer is lost. */
  function answer(name: FunctionName, data: unknown): unknown {
    calls.push(name)
    const handle = handlers[name] as ((data: unknown) => unknown) | undefined
    if (handle === undefined) throw { errCode: -501000, errMsg: 'cloud.callFunction:fail -501000' }
    const result = handle(data)
    if (!shop.lost.includes(name)) return result
    shop.lost.splice(shop.lost.indexOf(name), 1)
    throw { errCode: -404005, errMsg: 'cloud.callFunction:fail polling exceeded' }
  }

  const wx = {
    cloud: {
      async callFunction({ name, data }: { name: FunctionName; data: never }) {
        return { result: answer(name, data), errMsg: 'cloud.callFunction:ok' }
      },
    },
    requestPayment({ complete }: { complete: (said: { errMsg: string }) => void }) {
      complete({ errMsg: shop.cashier() })
    },
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void stored.set(key, structuredClone(value)),
    async getRandomValues({ length }: { length: number }) {
      randomCalls += 1
      return { randomValues: new Uint8Array(length).fill(randomCalls).buffer, errMsg: 'getRandomValues:ok' }
    },
  }
  return Object.assign(shop, { wx, answer })
}
