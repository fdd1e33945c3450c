import type { Shop } from './open-shop.ts'

/**
 * Does something with both stand-ins running; undefined when one was killed under it.
 *
 * @throws what `work` throws when none was.
 */
export async function unlessKilled<Result>(
  { emulator, simulator }: Shop,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const bothUp = async () => {
    await Promise.all([emulator.up(), simulator.up()])
    return emulator.starts() + simulator.starts()
  }
  const starts = await bothUp()
  try {
    return await work()
  } catch (error) {
    if ((await bothUp()) === starts) throw error
    return undefined
  }
}
