import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planPromote } from '../plans/promote.ts'
import { sentence } from '../reports/sentence.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'promote',
  usage: '<model> [to <version>] [into <environment>] [as <urgency>] because <reason...>',
  summary: says.commandSummaries.promote,
  async run(asked) {
    const { model: id, version, environment, urgency, reason } = asked.args
    if ((version === undefined) === (environment === undefined)) return sentence(...says.commandPromote.oneOfBoth())
    return askByCommand(asked, {
      about: [id],
      plan: ({ repository, models: [model] }) =>
        planPromote(repository, model, version === undefined ? { environment: environment ?? '' } : { to: version }),
      reason,
      urgency,
    })
  },
})
