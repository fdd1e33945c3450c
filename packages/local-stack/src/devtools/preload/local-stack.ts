/** Addresses and users of the running stack for the generated file. The addresses hold tokens that are new at every start. */
export interface LocalStack {
  /** Call door of the cloud: POST {callUrl}/{function}. */
  callUrl: string
  /** Control API of the gateway; its `/cashier` does what a buyer does in the cashier. */
  controlUrl: string
  /** Appid of the mini program, as the gateway knows it. */
  appId: string
  /** Users of the mini program; the first one is used when none was chosen. */
  users: readonly LocalUser[]
}

export interface LocalUser {
  /** As one writes it in a query or in the storage. */
  key: string
  /** As people read it. */
  name: string
  openid: string
}

/** The argument of an asynchronous wx function. */
export interface Callbacks {
  success?: (outcome: object) => void
  fail?: (outcome: object) => void
  complete?: (outcome: object) => void
}

interface Requested {
  url: string
  method: 'POST'
  data: object
  header: Record<string, string>
  success: (answer: { statusCode: number; data: unknown }) => void
  fail: (failure: { errMsg: string }) => void
}

interface ActionSheet {
  alertText: string
  itemList: string[]
  success: (choice: { tapIndex: number }) => void
  fail: () => void
}

/** As much of WeChat's `wx` as is used here, before anything of it is replaced. */
export interface Wx {
  request(options: Requested): unknown
  showActionSheet(options: ActionSheet): unknown
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  getLaunchOptionsSync(): { query?: Record<string, string> }
  cloud?: object
  requestPayment?: unknown
}
