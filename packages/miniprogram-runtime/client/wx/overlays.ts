import type { EngineApi } from '../api/engine-api.ts'
import { type AsyncApi, type Options, WxFailure, type WxTable } from './call.ts'

const MAX_SHEET_ITEMS = 6
const MAX_BUTTON_CHARACTERS = 4
const ICONS = ['success', 'error', 'loading', 'none'] as const

const textOr = (value: unknown, fallback: string): string => (value === undefined ? fallback : String(value))

const iconOf = (icon: unknown) => ICONS.find((known) => known === icon) ?? 'success'

function modalOptions(options: Options) {
  for (const name of ['confirmText', 'cancelText']) {
    if ([...textOr(options[name], '')].length > MAX_BUTTON_CHARACTERS) {
      throw new WxFailure(`${name} length should not larger than ${MAX_BUTTON_CHARACTERS} Chinese characters`)
    }
  }
  return {
    title: textOr(options.title, ''),
    content: textOr(options.content, ''),
    showCancel: options.showCancel !== false,
    cancelText: textOr(options.cancelText, '取消'),
    cancelColor: textOr(options.cancelColor, '#000000'),
    confirmText: textOr(options.confirmText, '确定'),
    confirmColor: textOr(options.confirmColor, '#576b95'),
    editable: options.editable === true,
    placeholderText: textOr(options.placeholderText, ''),
  }
}

async function chooseAction(engine: EngineApi, { itemList, itemColor, alertText }: Options) {
  const items = itemList as string[]
  if (items.length === 0) throw new WxFailure('parameter error: itemList should not be empty')
  if (items.length > MAX_SHEET_ITEMS)
    throw new WxFailure(`parameter error: itemList should not be longer than ${MAX_SHEET_ITEMS}`)
  const tapIndex = await engine.overlays.showActionSheet({
    itemList: items,
    itemColor: textOr(itemColor, '#000000'),
    ...(alertText === undefined ? {} : { alertText: String(alertText) }),
  })
  if (tapIndex === null) throw new WxFailure('cancel')
  return { tapIndex }
}

const show = (engine: EngineApi, kind: 'toast' | 'loading'): AsyncApi => ({
  needs: { title: 'String' },
  run: ({ title, icon, image, duration, mask }) =>
    engine.overlays.showToast({
      title: title as string,
      icon: kind === 'loading' ? 'loading' : iconOf(icon),
      durationMs: kind === 'loading' ? Number.POSITIVE_INFINITY : Number(duration ?? 1500),
      mask: mask === true,
      ...(typeof image === 'string' && image !== '' ? { image } : {}),
    }),
})

/** Toast, loading, modal and action sheet. @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html */
export const overlaysApi = (engine: EngineApi): WxTable => ({
  async: {
    showToast: show(engine, 'toast'),
    showLoading: show(engine, 'loading'),
    hideToast: { run: () => engine.overlays.hideToast('toast') },
    hideLoading: { run: () => engine.overlays.hideToast('loading') },
    showModal: { run: (options) => engine.overlays.showModal(modalOptions(options)) },
    showActionSheet: { needs: { itemList: 'Array' }, run: (options) => chooseAction(engine, options) },
  },
})
