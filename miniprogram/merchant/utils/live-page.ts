import { type Refusal, refusalText } from '../../services/refusals'

/** Source of a page's content. */
export interface Source {
  /** The page is seen. */
  open: () => Promise<unknown>
  /** The page is not seen any more. */
  close?: () => void
  /** Asks now. Answers null, or why nothing newer is known; what is shown stays when no answer comes. */
  reload: () => Promise<Refusal | null>
  /** Asks anew, as if nothing had been shown. */
  restart: () => Promise<void>
}

/** Parts of the page that the methods below need. */
interface LivePage {
  data: { denied: boolean }
  source: Source | null
  setData: (changes: { phase: 'loading' }) => void
  reload: () => Promise<void>
}

/** Methods of every merchant page for when it is shown, left, pulled down or tried again. `onLoad` makes its source. */
export const livePage = <Kind extends Source>() => ({
  source: null as Kind | null,

  async onShow(this: LivePage) {
    await this.source?.open()
  },

  onHide(this: LivePage) {
    this.source?.close?.()
  },

  onUnload(this: LivePage) {
    this.source?.close?.()
  },

  async onPullDownRefresh(this: LivePage) {
    await this.reload()
    await wx.stopPullDownRefresh()
  },

  async onRetry(this: LivePage) {
    if (this.data.denied) {
      await wx.switchTab({ url: '/pages/me/me' })
      return
    }
    this.setData({ phase: 'loading' })
    await this.source?.restart()
  },

  async reload(this: LivePage) {
    const refused = await this.source?.reload()
    if (refused === 'no_answer') await wx.showToast({ title: refusalText(refused), icon: 'none' })
  },
})
