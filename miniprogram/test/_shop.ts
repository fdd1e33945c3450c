import type { CallAnswer, CallData, FunctionName, OrderView, PayParams, ProductView } from '@stack/contract'

export const payment: PayParams = {
  timeStamp: '1721534400',
  nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  package: 'prepay_id=wx21201855730335ac86f8c43d1889123400',
  signType: 'HMAC-SHA256',
  paySign: '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
}

export const tea: ProductView = { productId: 'tea', title: '龙井茶', priceFen: 12_800, stock: 3, picture: '' }

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
    refundedFen: 0,
    refundableFen: 0,
    refunds: [],
    timeline: [{ at: 1_000, type: 'created' }],
    ...changes,
  }
}

/** The same order after something happened to it. */
export function moved(order: OrderView, state: OrderView['state']): OrderView {
  return { ...order, state, timeline: [...order.timeline, { at: 2_000, type: state }] }
}

type Handlers = { [Name in FunctionName]?: (data: CallData<Name>) => CallAnswer<Name> }

/** A shop in memory that answers as the contract says, and the `wx` of a phone in front of it. */
export function openShop() {
  const orders = new Map<string, OrderView>()
  const byRequest = new Map<string, string>()
  const calls: FunctionName[] = []
  const requestIds: string[] = []
  let randomCalls = 0

  const found = (outTradeNo: string): CallAnswer<'get-order'> => {
    const order = orders.get(outTradeNo)
    return order === undefined ? { ok: false, refused: 'not_found' } : { ok: true, order }
  }
  const handlers: Handlers = {
    'list-products': () => ({ ok: true, products: [tea] }),
    'list-orders': () => ({
      ok: true,
      orders: [...orders.values()].filter(({ state }) => state === 'unpaid' || state === 'closing'),
      next: null,
    }),
    'create-order': ({ requestId }) => {
      requestIds.push(requestId)
      const outTradeNo = byRequest.get(requestId) ?? `WM${orders.size + 1}`
      byRequest.set(requestId, outTradeNo)
      const order = orders.get(outTradeNo) ?? makeOrder({ outTradeNo, createdAt: 1_000 + orders.size })
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
    move(outTradeNo: string, state: OrderView['state']) {
      const order = orders.get(outTradeNo)
      if (order !== undefined) orders.set(outTradeNo, moved(order, state))
    },
  }

  const wx = {
    cloud: {
      async callFunction({ name, data }: { name: FunctionName; data: never }) {
        calls.push(name)
        const handle = handlers[name]
        if (handle === undefined) throw { errCode: -501000, errMsg: 'cloud.callFunction:fail -501000' }
        const result = handle(data)
        if (!shop.lost.includes(name)) return { result, errMsg: 'cloud.callFunction:ok' }
        shop.lost.splice(shop.lost.indexOf(name), 1)
        throw { errCode: -404005, errMsg: 'cloud.callFunction:fail polling exceeded' }
      },
    },
    requestPayment({ complete }: { complete: (said: { errMsg: string }) => void }) {
      complete({ errMsg: shop.cashier() })
    },
    pageScrollTo: async () => ({ errMsg: 'pageScrollTo:ok' }),
    async getRandomValues({ length }: { length: number }) {
      randomCalls += 1
      return { randomValues: new Uint8Array(length).fill(randomCalls).buffer, errMsg: 'getRandomValues:ok' }
    },
  }
  return Object.assign(shop, { wx })
}
