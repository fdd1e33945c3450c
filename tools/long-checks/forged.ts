import { runBench } from './run-bench.ts'
import type { Step } from './step.ts'

const search = 'test/security/forged/search.ts'

/** A million mutations of genuine notifications, and the slowest bodies. */
export const forged: Step = {
  name: 'forged',
  about: 'a million mutations of genuine notifications, none of which may be believed; the slowest body',
  async run(tell) {
    tell(search)
    return {
      figures: await runBench(search, 1_800_000),
      notes: [
        '"says the same": the mutation changed nothing that is read, such as blanks between elements. "rearranged":',
        'blocks of a genuine req_info in another order; AES-ECB cannot tell, and a refund notification is a hint only.',
      ],
    }
  },
}
