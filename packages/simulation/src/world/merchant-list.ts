import type { World } from './world.ts'

const absentMs = 5 * 60_000

/** Takes somebody off the list of merchants, and puts him back after five minutes. */
export async function dismissForAWhile(world: World, openid: string): Promise<void> {
  if (world.dismissed.has(openid)) return
  const { database, dismissed } = world
  const query = JSON.stringify({ _id: openid })
  const request = {
    action: 'database.removeDocument',
    collectionName: 'merchants',
    queryType: 'DOC',
    query,
    multi: false,
  }
  await database.handle(request, 'owner')
  dismissed.add(openid)
  world.tell(`${openid} is no merchant any more`)
  world.count('merchants × dismissed')
  await world.timeline.sleep(absentMs)
  dismissed.delete(openid)
  const data = [JSON.stringify({ _id: openid })]
  await database.handle({ action: 'database.insertDocument', collectionName: 'merchants', data }, 'owner')
}
