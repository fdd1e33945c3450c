import type { EngineApi } from '../api/engine-api.ts'
import { type Options, WxFailure, type WxTable } from './call.ts'

const CLIPBOARD_TOAST_MS = 1500
const MAX_RANDOM_BYTES = 1024 * 1024
const CRYPTO_CHUNK_BYTES = 65_536

function randomValues({ length }: Options) {
  const wanted = length as number
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAX_RANDOM_BYTES) {
    throw new WxFailure('invalid length, should be a positive integer not larger than 1048576')
  }
  const bytes = new Uint8Array(wanted)
  for (let at = 0; at < wanted; at += CRYPTO_CHUNK_BYTES)
    crypto.getRandomValues(bytes.subarray(at, at + CRYPTO_CHUNK_BYTES))
  return { randomValues: bytes.buffer }
}

const browserOf = (engine: EngineApi): Navigator | undefined => engine.host.document.defaultView?.navigator

/** The app's own clipboard first: a browser gives its own only to a page that was just touched. */
function clipboard(engine: EngineApi): WxTable {
  let copied = ''
  return {
    async: {
      setClipboardData: {
        needs: { data: 'String' },
        run: async ({ data }) => {
          copied = data as string
          engine.overlays.showToast({
            title: '内容已复制',
            icon: 'success',
            durationMs: CLIPBOARD_TOAST_MS,
            mask: false,
          })
          await browserOf(engine)
            ?.clipboard?.writeText(copied)
            .catch((error: unknown) => {
              engine.host.report('warn', `[miniprogram-browser] copied inside the mini program only: ${String(error)}`)
            })
        },
      },
      getClipboardData: { run: () => ({ data: copied }) },
    },
  }
}

function base64ToArrayBuffer(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer
}

function arrayBufferToBase64(buffer: ArrayBuffer): string {
  let binary = ''
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** A picture on black, as `wx.previewImage` shows it; a tap closes it. */
function previewImage(engine: EngineApi, { urls, current }: Options): void {
  const all = urls as string[]
  const first = typeof current === 'number' ? all[current] : all.find((url) => url === current)
  const shown = first ?? all[0]
  if (shown === undefined) throw new WxFailure('parameter error: urls should not be empty')
  const build = (panel: HTMLElement): void => {
    const picture = panel.ownerDocument.createElement('img')
    picture.src = engine.assetUrl(shown)
    picture.alt = ''
    picture.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;object-fit:contain;background:#000'
    panel.append(picture)
  }
  // It stays until it is tapped; WeChat calls back as soon as it is seen.
  void engine.overlays.showCover(build, '图片预览')
}

/** Device functions that a browser partly has. @see https://developers.weixin.qq.com/miniprogram/dev/api/device/clipboard/wx.setClipboardData.html */
export const deviceApi = (engine: EngineApi): WxTable => {
  const vibrate = (ms: number) => ({
    run: () => {
      browserOf(engine)?.vibrate?.(ms)
    },
  })
  return {
    async: {
      ...clipboard(engine).async,
      getRandomValues: { needs: { length: 'Number' }, run: randomValues },
      vibrateShort: vibrate(15),
      vibrateLong: vibrate(400),
      previewImage: { needs: { urls: 'Array' }, run: (options) => previewImage(engine, options) },
      hideKeyboard: {
        run: () => {
          const focused = engine.topPage().document.activeElement
          if (focused instanceof (engine.topPage().window as Window & typeof globalThis).HTMLElement) focused.blur()
        },
      },
    },
    plain: { base64ToArrayBuffer, arrayBufferToBase64 },
  }
}
