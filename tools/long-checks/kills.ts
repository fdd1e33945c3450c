import { runKills } from '../crash-test/run-kills.ts'
import type { Findings, Step } from './step.ts'

const seed = 1
/** At least 200, a third of each kind. */
const count = 201

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`

/** Functions, emulator and simulator killed while people buy and refund; nothing that anybody was told is lost. */
export const kills: Step = {
  name: 'kills',
  about: 'kills functions, emulator and simulator at random moments of the shop at work; nothing acknowledged is lost',
  async run(tell): Promise<Findings> {
    const report = await runKills({ seed, kills: count, tell })
    const { kills: killed, calls, unanswered, payments, refunds } = report
    return {
      figures: [
        ['seed', String(seed)],
        [
          'killed',
          Object.entries(killed)
            .map(([victim, times]) => `${victim} ${times}`)
            .join(', '),
        ],
        ['calls of people', `${calls}, ${unanswered} of them without an answer`],
        [
          'refused most often',
          report.refusals
            .slice(0, 5)
            .map(([what, times]) => `${what} ${times}`)
            .join(', '),
        ],
        ['orders', `${report.orders}, of which ${payments} paid (${yuan(report.paidFen)})`],
        ['refunds', `${refunds} (${yuan(report.refundedFen)})`],
        ['notifications', `${report.notifications}, delivered ${report.deliveries} times`],
        ['acknowledgements', `${report.acknowledgements}, compared with both sides ${report.audits} times`],
        ['lost, or different on the two sides', String(report.violations)],
        ['rounds of the timers until nothing was open', String(report.rounds)],
        ['start after a kill, median', `${Math.round(report.medianStartMs)} ms`],
        ['time', `${Math.round(report.seconds)} s`],
      ],
      notes: [
        'Every process is killed with SIGKILL: what the system has in its memory survives, so a power cut is not shown here.',
        'The seed decides what people do and when is killed, counted in calls, answers and writes; the rest is the machine’s.',
      ],
    }
  },
}
