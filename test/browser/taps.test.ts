import { beforeAll, describe } from 'vitest'
import { describeAroundThePhone, buyers as firstBuyers } from './helpers/around-the-phone.ts'
import { buyers, describeBuying } from './helpers/buying.ts'
import { openPhones, type Phones } from './helpers/phones.ts'
import { describeRefunding, buyers as refundedBuyers } from './helpers/refunding.ts'
import { requireBrowser } from './helpers/require-browser.ts'

// One stack, one workbench and one browser for all of them: to start these costs more than a test.
const browser = requireBrowser()
let phones: Phones

describe.skipIf(browser === null)('by taps', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    if (browser !== null) phones = await openPhones(browser, [...firstBuyers, ...buyers, ...refundedBuyers])
  })

  describe('around the phone', () => describeAroundThePhone(() => phones))
  describe('buying', () => describeBuying(() => phones))
  describe('refunds and strangers', () => describeRefunding(() => phones))
})
