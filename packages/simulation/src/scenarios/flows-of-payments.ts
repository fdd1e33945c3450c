import { limits } from '@stack/order'
import { atCashier, cancel, handOver, look, payAtCashier, placeOrder, settleAll } from '../actors/deeds.ts'
import { loseNotifications, payAgain } from '../transports/gateway-gone-wrong.ts'
import {
  about,
  buyer,
  type Flow,
  insist,
  inTurn,
  minute,
  nothing,
  one,
  other,
  paidFor,
  pause,
  pay,
  place,
  prepaid,
  refundAll,
  second,
  tickAll,
  untilRefunded,
  untilTold,
  wait,
} from './flow-parts.ts'

const twoCups = { requestId: 'request-1', lines: [{ productId: 'cup', quantity: 2 }] }

/** Long enough ago that no payment request can be under way any more: a close is believed. */
const unattended = inTurn(prepaid, wait(minute))

/** Flows from the order to its payment, or to its end without one. */
export const flowsOfPayments = {
  buy: {
    before: nothing,
    act: inTurn(
      place,
      pay,
      wait(untilTold),
      about((scene, known) => insist(scene, () => look(scene, known))),
    ),
    focus: ['create-order', 'unified-order', 'pay-notify', 'get-order'],
  },
  'order-twice': {
    before: nothing,
    act: (scene) => settleAll([placeOrder(scene, buyer, twoCups), placeOrder(scene, buyer, twoCups)]),
    focus: ['create-order'],
  },
  'pay-twice': {
    before: place,
    act: about((scene, known) =>
      settleAll([
        payAtCashier(scene, known, { waitMs: second, pays: true }),
        payAtCashier(scene, known, { waitMs: 2 * second, pays: true }),
      ]),
    ),
    focus: ['unified-order', 'pay-notify'],
  },
  cancel: {
    before: unattended,
    act: about((scene, known) => insist(scene, () => cancel(scene, known))),
    focus: ['cancel-order'],
  },
  'cancel-while-paying': {
    before: place,
    act: about((scene, known) =>
      settleAll([
        payAtCashier(scene, known, { waitMs: 100, pays: true }),
        pause(scene, 150).then(() => cancel(scene, known)),
      ]),
    ),
    focus: ['cancel-order', 'unified-order'],
  },
  expire: {
    before: prepaid,
    act: inTurn(
      wait(limits.orderLifeMs),
      (scene) => tickAll(scene, 'close-expired-orders'),
      wait(2 * minute),
      (scene) => tickAll(scene, 'close-expired-orders'),
    ),
    focus: ['close-expired-orders'],
  },
  'nobody-told': {
    before: prepaid,
    act: inTurn(
      about(async (scene, known) => {
        loseNotifications(scene.world)
        atCashier(scene.world, known, true)
        await pause(scene, minute)
      }),
      (scene) => tickAll(scene, 'close-expired-orders'),
      refundAll(one),
      wait(2 * minute),
      (scene) => tickAll(scene, 'sync-refunds'),
    ),
    focus: ['close-expired-orders', 'sync-refunds'],
  },
  'buyer-asks': {
    before: prepaid,
    act: about(async (scene, known) => {
      loseNotifications(scene.world)
      atCashier(scene.world, known, true)
      await insist(scene, () => look(scene, known))
    }),
    focus: ['get-order'],
  },
  'paid-after-close': {
    before: inTurn(
      unattended,
      about(async (scene, known) => {
        scene.world.wrongs.closesInWordsOnly = true
        await cancel(scene, known)
      }),
    ),
    act: inTurn(
      about(({ world }, known) => atCashier(world, known, true)),
      wait(untilTold),
      (scene) => tickAll(scene, 'sync-refunds'),
      wait(2 * minute),
      (scene) => tickAll(scene, 'sync-refunds'),
    ),
    focus: ['pay-notify', 'sync-refunds'],
  },
  'paid-once-more': {
    before: paidFor('tea'),
    act: inTurn(
      about(({ world }, { outTradeNo }) => payAgain(world, outTradeNo, 'same')),
      wait(2 * minute),
      (scene) => tickAll(scene, 'sync-refunds'),
      wait(untilRefunded),
    ),
    focus: ['pay-notify', 'sync-refunds', 'refund-notify'],
  },
  'paid-too-much': {
    before: prepaid,
    act: inTurn(
      about(({ world }, { outTradeNo }) => payAgain(world, outTradeNo, 'other-amount')),
      wait(untilTold),
    ),
    focus: ['pay-notify'],
  },
  'paid-by-another': {
    before: prepaid,
    act: inTurn(
      about(({ world }, { outTradeNo }) => payAgain(world, outTradeNo, 'other-payer')),
      wait(untilTold),
    ),
    focus: ['pay-notify'],
  },
  'paid-in-another-currency': {
    before: prepaid,
    act: inTurn(
      about(({ world }, { outTradeNo }) => payAgain(world, outTradeNo, 'unreadable')),
      wait(untilTold),
    ),
    focus: ['pay-notify'],
  },
  'hand-over': {
    before: paidFor('tea'),
    act: about((scene, known) => settleAll([handOver(scene, known, one), handOver(scene, known, other)])),
    focus: ['mark-collected'],
  },
  'hand-over-too-late': {
    before: inTurn(paidFor('tea'), refundAll(one), wait(untilRefunded)),
    act: about((scene, known) => handOver(scene, known, other)),
    focus: ['mark-collected'],
  },
} satisfies Record<string, Flow>
