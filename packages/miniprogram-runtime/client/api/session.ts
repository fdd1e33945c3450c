/** The page stack as it is written down: tab pages first seen are not kept, only the stack that is visible. */
export interface SessionState {
  /** `pages/order/order?outTradeNo=WM1`, bottom first. */
  stack: string[]
}
