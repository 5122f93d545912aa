import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planRollback } from '../plans/rollback.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'rollback',
  usage: '<model> to <version> [as <urgency>] because <reason...>',
  summary: says.commandSummaries.rollback,
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model] }) => planRollback(repository, model, { to: asked.args.version }),
      reason: asked.args.reason,
      urgency: asked.args.urgency,
    }),
})
