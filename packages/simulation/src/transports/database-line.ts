import type { Fault } from '../faults/faults.ts'
import {
  type DatabaseReply,
  type DatabaseRequest,
  drawLatency,
  drawSlowness,
  type Invocation,
  type World,
} from '../world/world.ts'

/** Time the SDK waits for an answer. */
const requestTimeoutMs = 15_000

const slowestMs = 16_500

const conflict = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
}

/** Errors as the SDK makes them of a broken connection, of the far side's refusal, and of an answer that is no JSON. */
const failures = {
  reset: () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  timeout: () => Object.assign(new Error('request timeout'), { code: 'ESOCKETTIMEDOUT' }),
  internal: () => Object.assign(new Error('internal server error'), { code: 'SYS_ERR' }),
  limited: () => Object.assign(new Error('request limit exceeded'), { code: 'EXCEED_REQUEST_LIMIT' }),
  noJson: () => new TypeError("Cannot read properties of undefined (reading 'code')"),
  conflict: () => Object.assign(new Error(conflict.message), { code: conflict.code }),
}

interface Carried {
  world: World
  invocation: Invocation
  request: DatabaseRequest
}

/** Carries a request to the database as one step of the run, with whatever that step meets. */
export function carryToDatabase(
  world: World,
  invocation: Invocation,
  request: DatabaseRequest,
): Promise<DatabaseReply> {
  const step = `${request.action.replace('database.', '')} ${request.collectionName ?? ''}`.trim()
  const isTransaction = request.transactionId !== undefined
  const drawn = world.faults.next(isTransaction ? 'transaction' : 'database', `${invocation.name}: ${step}`)
  if (drawn === 'conflict-always') invocation.losesEveryRace = true
  const isContested = isTransaction && request.action !== 'database.abortTransaction'
  const fault = isContested && invocation.losesEveryRace ? 'conflict' : drawn
  const { timeline, pace } = world
  const latency = fault === 'slow' ? drawSlowness(pace, slowestMs) : drawLatency(pace)
  // It may arrive after its caller is gone.
  world.expectUntil(timeline.now() + latency)
  return new Promise((resolve, reject) => {
    if (!invocation.isAlive) return
    // What reaches a killed function changes nothing any more.
    const giveUp = timeline.after(requestTimeoutMs, () => {
      if (invocation.isAlive) reject(failures.timeout())
    })
    timeline.after(latency, () => {
      world.tell(`${invocation.name} ${step}${fault === undefined ? '' : ` [${fault}]`}`)
      void arrive({ world, invocation, request }, fault).then(
        (reply) => {
          giveUp()
          if (invocation.isAlive) resolve(reply)
        },
        (error: unknown) => {
          giveUp()
          if (invocation.isAlive) reject(error)
        },
      )
    })
  })
}

async function arrive(carried: Carried, fault: Fault | undefined): Promise<DatabaseReply> {
  const { world, invocation } = carried
  switch (fault) {
    case 'error-before':
      throw world.pace.chance(0.5) ? failures.reset() : failures.internal()
    case 'rate-limit':
      throw failures.limited()
    case 'conflict':
    case 'conflict-always':
      throw await lose(carried)
    case 'kill-before':
      invocation.kill()
      return { requestId: '' }
    case 'error-after':
      await perform(carried)
      throw world.pace.chance(0.5) ? failures.reset() : failures.timeout()
    case 'no-json-after':
      await perform(carried)
      throw failures.noJson()
    case 'kill-after': {
      const reply = await perform(carried)
      invocation.kill()
      return reply
    }
    default: {
      const reply = await perform(carried)
      // The SDK throws every refusal.
      if (typeof reply.code === 'string') throw Object.assign(new Error(String(reply.message)), { code: reply.code })
      return reply
    }
  }
}

/** As the cloud does: the transaction has ended when its owner hears of it. */
async function lose({ world, invocation, request }: Carried): Promise<Error> {
  const abort = { action: 'database.abortTransaction', transactionId: request.transactionId }
  await world.database.handle(abort, invocation.name)
  return failures.conflict()
}

async function perform({ world, invocation, request }: Carried): Promise<DatabaseReply> {
  const reply = await world.database.handle(request, invocation.name)
  await world.onWritten(request, reply)
  return reply
}
