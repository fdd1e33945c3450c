/** One page of a running app, for the phone around it and for tests. */
export interface PageHandle {
  /** `pages/order/order` */
  readonly route: string
  /** The route with its query. */
  readonly url: string
  readonly document: Document
  /** The page's part of the screen: its bar and its frame. */
  readonly element: HTMLElement
  /** The instance that its script sees as `this`. */
  readonly instance: Record<string, unknown>
  /** Runs what scrolling to the end causes. */
  reachBottom(): void
  /** Runs what pulling the page down causes. */
  startPullDownRefresh(): void
}

export interface RunningApp {
  /** Bottom first; the last one is visible. */
  pages(): readonly PageHandle[]
  /** Element in which everything is drawn: pages, tab bar and dialogs. */
  readonly screen: HTMLElement
  /** Goes back, as the bar's arrow and the phone's back gesture do. False at the bottom of the stack. */
  back(): Promise<boolean>
  /** Unloads every page and takes the screen away. */
  close(): void
}
