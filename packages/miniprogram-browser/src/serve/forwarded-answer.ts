/** Answer to a `wx.request`, its body in base64, or the reason behind `request:fail`. */
export type ForwardedAnswer = { statusCode: number; header: Record<string, string>; body: string } | { failed: string }
