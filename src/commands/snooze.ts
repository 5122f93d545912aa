import { DELAY_REASONS } from '../core/delay-reason.ts'
import { SNOOZES, type SnoozeFor } from '../core/snooze.ts'
import { among, notAmong } from '../flows/among.ts'
import { caseNamed } from '../flows/case-named.ts'
import { command } from '../flows/command.ts'
import { snooze } from '../flows/snooze.ts'
import { openSnooze } from '../flows/snooze-form.ts'
import { says } from '../words/says.ts'

const LENGTHS = Object.keys(SNOOZES) as readonly SnoozeFor[]

export default command({
  name: 'snooze',
  usage: '<model-or-case> for <time> because <reason> <words...>',
  summary: says.commandSummaries.snooze,
  lists: { time: 'length', reason: 'snoozed' },
  restOf: 'model-or-case',
  rest: asked => {
    const { 'model-or-case': of, time, reason } = asked.args
    return openSnooze(asked.world, asked, { of, for: among(LENGTHS, time ?? '') ?? time, reason })
  },
  async run(asked) {
    const { args, world } = asked
    const { asker, case: standing, no } = await caseNamed(world, asked, args['model-or-case'])
    if (asker === undefined) return no
    const [length, reason] = [among(LENGTHS, args.time), among(DELAY_REASONS, args.reason)]
    if (length === undefined) return notAmong('length', args.time)
    if (reason === undefined) return notAmong('snoozed', args.reason)
    return snooze(world, asker, standing, { length, reason, says: args.words })
  },
})
