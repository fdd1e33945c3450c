import type { Scene } from '../actors/deeds.ts'
import { FunctionFailed } from '../functions/invoke.ts'
import { type FlowName, flows } from './flows.ts'

/** Tells a flow: what comes before, then the flow itself, in which things fail. It ends where nobody would go on. */
export async function tellFlow(scene: Scene, name: FlowName): Promise<void> {
  const { before, act } = flows[name]
  try {
    await before(scene)
    scene.world.faults.start()
    await act(scene)
    scene.world.count(`${name} × told`)
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error
    scene.world.tell('the story ends early')
  }
}
