/** What came back of a `wx.request`, its body in base64, or why nothing did, in the words that stand behind `request:fail`. */
export type ForwardedAnswer = { statusCode: number; header: Record<string, string>; body: string } | { failed: string }
