import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { type OpenOptions, openMiniprogram, type Screen } from '../../src/testing.ts'

export const dir = fileURLToPath(new URL('./fixtures/runtime-app', import.meta.url))

/** The fixture of the runtime's tests, and what its scripts logged since the last look. */
export async function openApp(options: Omit<OpenOptions, 'dir'> = {}): Promise<Screen & { logged(): string[] }> {
  const screen = await openMiniprogram({ dir, ...options })
  onTestFinished(() => screen.close())
  const lines = (): string[] => screen.page().lines() as string[]
  return Object.assign(screen, { logged: () => lines().splice(0) })
}
