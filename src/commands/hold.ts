import { DELAY_REASONS } from '../core/delay-reason.ts'
import { among, notAmong } from '../flows/among.ts'
import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planHold } from '../plans/hold.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'hold',
  usage: '<model> [as <urgency>] for <why> because <reason...>',
  summary: says.commandSummaries.hold,
  lists: { why: 'held' },
  async run(asked) {
    const { model, why, reason, urgency } = asked.args
    const delay = among(DELAY_REASONS, why)
    if (delay === undefined) return notAmong('held', why)
    return askByCommand(asked, {
      about: [model],
      plan: ({ repository, models: [held], today }) =>
        planHold(repository, held, { today, reason: delay, because: reason }),
      reason,
      urgency,
    })
  },
})
