/** Settings that the functions read from their environment. Certificates are files beside the two functions that refund. */
export interface Settings {
  appId: string
  mchId: string
  apiKey: string
  signType: 'MD5' | 'HMAC-SHA256'
  /** Gateway address; WeChat's own when absent. */
  baseUrl: string | undefined
  backupBaseUrl: string | undefined
  /** `https://host` under which the two notification functions are reached, without a path. */
  notifyBaseUrl: string
  /** Amount of one order that one merchant may refund alone, in fen; the shop's own limit when absent. */
  fourEyesFen: number | undefined
  /** Fee of WeChat Pay for a payment, in hundredths of a per cent: 60 is 0.60%. */
  feeBasisPoints: number
}

/** A setting is missing or malformed: names the variable and the cure, never a value. */
export class SettingsError extends Error {
  readonly code = 'BAD_SETTINGS'
}

const forms: Record<string, [required: boolean, form: RegExp, hint: string]> = {
  WXPAY_APP_ID: [true, /^wx[0-9a-z]{16}$/, 'the appid of the mini program, wx… with 18 characters'],
  WXPAY_MCH_ID: [true, /^\d{8,10}$/, 'the merchant number, 8 to 10 digits'],
  WXPAY_API_KEY: [true, /^[0-9A-Za-z]{32}$/, 'the API v2 key of the merchant platform, 32 letters and digits'],
  WXPAY_SIGN_TYPE: [false, /^(MD5|HMAC-SHA256)$/, 'MD5 or HMAC-SHA256'],
  WXPAY_BASE_URL: [false, /^https:\/\/[^/?#]+$/, 'an https address without a path'],
  WXPAY_BACKUP_BASE_URL: [false, /^https:\/\/[^/?#]+$/, 'an https address without a path'],
  WXPAY_NOTIFY_BASE_URL: [true, /^https:\/\/[^/?#]+$/, 'the https address of the HTTP access service, without a path'],
  SHOP_FOUR_EYES_FEN: [false, /^\d{1,9}$/, 'an amount in fen, e.g. 50000 for 500 yuan'],
  SHOP_FEE_RATE: [false, /^\d{1,2}(\.\d{1,2})?%$/, 'the rate of the contract with WeChat Pay, e.g. 0.60%'],
}

/** The rate that WeChat Pay gives most shops. */
const usualFeeRate = '0.60%'

/** Reads and checks the environment of this function. Throws {@link SettingsError} naming every fault. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const faults = Object.entries(forms).flatMap(([name, [required, form, hint]]) => {
    const value = env[name] ?? ''
    if (value === '') return required ? [`${name} is not set: ${hint}`] : []
    return form.test(value) ? [] : [`${name} is malformed: ${hint}`]
  })
  if (faults.length > 0) {
    throw new SettingsError(`[shop] ${faults.join('; ')}. Set it in the environment of this function.`)
  }
  return {
    appId: env.WXPAY_APP_ID as string,
    mchId: env.WXPAY_MCH_ID as string,
    apiKey: env.WXPAY_API_KEY as string,
    signType: env.WXPAY_SIGN_TYPE === 'MD5' ? 'MD5' : 'HMAC-SHA256',
    baseUrl: env.WXPAY_BASE_URL || undefined,
    backupBaseUrl: env.WXPAY_BACKUP_BASE_URL || undefined,
    notifyBaseUrl: env.WXPAY_NOTIFY_BASE_URL as string,
    fourEyesFen: env.SHOP_FOUR_EYES_FEN ? Number(env.SHOP_FOUR_EYES_FEN) : undefined,
    feeBasisPoints: Math.round(Number.parseFloat(env.SHOP_FEE_RATE || usualFeeRate) * 100),
  }
}
