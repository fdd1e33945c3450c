import { join } from 'node:path'
import { type MiniprogramBrowser, type MiniprogramBrowserOptions, startMiniprogramBrowser } from 'miniprogram-browser'
import { root } from '../shared/paths.ts'
import type { Stack } from './start-stack.ts'
import { localUsers, users } from './users.ts'

/** The mini program in a browser against a stack, in the hands of each of the local users. */
export function openWorkbench(
  { emulator, simulator }: Stack,
  options: Partial<MiniprogramBrowserOptions> = {},
): Promise<MiniprogramBrowser> {
  return startMiniprogramBrowser({
    miniprogramDir: join(root, 'miniprogram'),
    title: '小店',
    callUrl: emulator.callUrl,
    adminUrl: emulator.adminUrl,
    controlUrl: simulator.controlUrl,
    users: localUsers.map(({ key, name }) => ({ name, openid: users[key] })),
    ...options,
  })
}
