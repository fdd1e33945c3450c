import { expect, test } from 'vitest'
import { isTimerCall, readCaller } from '../../src/platform/identity.ts'

const openid = 'oTestBuyer_00000000000000001'
const client = { SOURCE: 'wx_client', OPENID: openid, CLIENTIP: '203.0.113.7', CLIENTIPV6: '' }

test.each<[door: string, change: Record<string, unknown>, let_in: boolean]>([
  ['the mini program', {}, true],
  ['DevTools', { SOURCE: 'wx_devtools' }, true],
  ['local debugging', { SOURCE: 'wx_localdebug' }, true],
  ['another function, called by a client', { SOURCE: 'wx_client,scf' }, false],
  ['another function', { SOURCE: 'scf' }, false],
  ['a chain that only ends in a client', { SOURCE: 'scf,wx_client' }, false],
  ['HTTP access', { SOURCE: 'wx_http' }, false],
  ['a timer', { SOURCE: 'wx_trigger' }, false],
  ['a source in other letters', { SOURCE: 'WX_CLIENT' }, false],
  ['a source with a blank', { SOURCE: 'wx_client ' }, false],
  ['no source', { SOURCE: undefined }, false],
  ['an empty source', { SOURCE: '' }, false],
  ['sources as a list', { SOURCE: ['wx_client'] }, false],
  ['no openid', { OPENID: undefined }, false],
  ['an empty openid', { OPENID: '' }, false],
  ['an openid read as a number', { OPENID: 1234567890 }, false],
  ['an openid as an object', { OPENID: {} }, false],
])('%s', (_door, change, letIn) => {
  expect(readCaller({ ...client, ...change })?.openid).toBe(letIn ? openid : undefined)
})

test.each<[ips: Record<string, unknown>, clientIp: string]>([
  [{ CLIENTIP: '203.0.113.7', CLIENTIPV6: '2001:db8::7' }, '203.0.113.7'],
  [{ CLIENTIP: '', CLIENTIPV6: '2001:db8::7' }, '2001:db8::7'],
  [{ CLIENTIP: undefined, CLIENTIPV6: '2001:db8::7' }, '2001:db8::7'],
  [{ CLIENTIP: '', CLIENTIPV6: '' }, '127.0.0.1'],
  [{ CLIENTIP: 7, CLIENTIPV6: null }, '127.0.0.1'],
])('the address of %j is %s', (ips, clientIp) => {
  expect(readCaller({ ...client, ...ips })).toStrictEqual({ openid, clientIp })
})

test.each<[context: { environ?: unknown }, isTimer: boolean]>([
  [{ environ: 'TRIGGER_SRC=timer;TCB_SOURCE=wx_trigger;TCB_ENV=shop' }, true],
  [{ environ: '' }, true],
  [{}, true],
  [{ environ: 'WX_APPID=wx1;WX_OPENID=;TCB_SOURCE=wx_trigger' }, true],
  [{ environ: 'NOT_WX_OPENID=oBuyer' }, true],
  [{ environ: 'NOTE=WX_OPENID' }, true],
  [{ environ: 'WX_OPENID=oBuyer' }, false],
  [{ environ: 'WX_APPID=wx1;WX_OPENID=oBuyer;TCB_SOURCE=wx_client' }, false],
  [{ environ: 'WX_APPID=wx1; WX_OPENID=oBuyer' }, false],
  [{ environ: 'TRIGGER_SRC=timer;WX_OPENID=oBuyer' }, false],
])('isTimerCall(%j) is %s', (context, isTimer) => {
  expect(isTimerCall(context)).toBe(isTimer)
})
