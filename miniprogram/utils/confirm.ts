/** Asks before something that cannot be taken back. Labels have at most four characters. */
export async function confirm(question: { title: string; content: string; confirmText: string }): Promise<boolean> {
  const { confirm } = await wx.showModal({ ...question, cancelText: '再想想', confirmColor: '#07804e' })
  return confirm
}
