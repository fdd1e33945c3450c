import { type GuardedOptions, type GuardedServer, listenGuarded } from '@stack/emulator-kit/http'

/** The page's port unless another is asked for: browsers keep storage by port, so that carts outlive a restart. */
export const USUAL_PORT = 8717

/** In use, or kept back by the system, as Windows does with ranges of ports. */
const TAKEN = ['EADDRINUSE', 'EACCES']

/**
 * Listens on `options.port`, or on any free port when that one is taken; `onTaken` is told which one it became.
 * @throws Error when no port can be had
 */
export async function listenPreferring(
  options: GuardedOptions,
  onTaken: (port: number) => void,
): Promise<GuardedServer> {
  try {
    return await listenGuarded(options)
  } catch (error) {
    if (!TAKEN.includes(reasonOf(error))) throw error
    const server = await listenGuarded({ ...options, port: 0 })
    onTaken(server.port)
    return server
  }
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string } }
  return cause?.code ?? ''
}
