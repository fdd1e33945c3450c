import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWx } from '../helpers/builtins-engine.ts'

test('any value that JSON keeps comes back, by both families of functions', async () => {
  const { wx } = openWx()
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.jsonValue(), async (key, data) => {
      const kept: unknown = JSON.parse(JSON.stringify(data))
      wx.setStorageSync(key, data)
      expect(wx.getStorageSync(key)).toEqual(kept)
      expect((await wx.getStorage({ key })).data).toEqual(kept)
    }),
  )
})

test('a key that was never written is an empty string', () => {
  expect(openWx().wx.getStorageSync('never')).toBe('')
})

test('removing and clearing', async () => {
  const { wx, store } = openWx()
  await wx.batchSetStorage({
    kvList: [
      { key: 'a', value: 1 },
      { key: 'b', value: 2 },
      { key: 'c', value: 3 },
    ],
  })
  wx.removeStorageSync('a')
  expect(wx.getStorageInfoSync()).toEqual({ keys: ['b', 'c'], currentSize: 1, limitSize: 10240 })
  expect(wx.batchGetStorageSync(['a', 'b'])).toEqual(['', 2])
  await wx.clearStorage()
  expect(store.size).toBe(0)
})

test('a key holds 1 MB and all of them 10 MB', async () => {
  const { wx, store } = openWx()
  const almost = 'x'.repeat(1024 * 1024 - 20)
  expect(() => wx.setStorageSync('k', `${almost}${'x'.repeat(20)}`)).toThrow(
    'setStorageSync:fail entry size limit reached',
  )
  for (let n = 0; n < 10; n += 1) wx.setStorageSync(`k${n}`, almost)
  await expect(wx.setStorage({ key: 'k10', data: almost })).rejects.toEqual({
    errMsg: 'setStorage:fail exceed storage max size 10Mb',
  })
  wx.setStorageSync('k9', 'smaller')
  expect(store.size).toBe(10)
})

test('a key that is no string is refused', () => {
  expect(() => openWx().wx.setStorageSync(7, 1)).toThrow(
    'setStorageSync:fail parameter error: parameter should be String instead of Number;',
  )
})
