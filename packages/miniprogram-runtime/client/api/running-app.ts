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
  /** What scrolling to the end does. */
  reachBottom(): void
  /** What pulling the page down does. */
  startPullDownRefresh(): void
}

export interface RunningApp {
  /** Bottom first; the last one is visible. */
  pages(): readonly PageHandle[]
  /** Where everything is drawn: pages, tab bar and dialogs. */
  readonly screen: HTMLElement
  /** What the user does with the bar's arrow or the phone's back gesture. False at the bottom of the stack. */
  back(): Promise<boolean>
  /** Unloads every page and takes the screen away. */
  close(): void
}
