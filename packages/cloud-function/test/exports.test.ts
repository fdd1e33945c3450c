import { expect, test } from 'vitest'
import * as cloudFunction from '../src/index.ts'

test('the package exports these names and no others', () => {
  expect(Object.keys(cloudFunction).sort()).toMatchInlineSnapshot(`
    [
      "ContestedError",
      "InputError",
      "answerXml",
      "createLog",
      "defineCall",
      "defineTimer",
      "insertOnce",
      "listNewest",
      "maskOpenid",
      "once",
      "openDatabase",
      "readCursor",
      "readHttpBody",
      "readInput",
      "retryTransaction",
    ]
  `)
})
