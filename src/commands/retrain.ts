import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planRetrain } from '../plans/retrain.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'retrain',
  usage: '<model> [as <urgency>] because <reason...>',
  summary: says.commandSummaries.retrain,
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model], by, today }) =>
        planRetrain(repository, model, { by, today, because: asked.args.reason }),
      reason: asked.args.reason,
      urgency: asked.args.urgency,
    }),
})
