import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planRetire } from '../plans/retire.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'retire',
  usage: '<model> because <reason...>',
  summary: says.commandSummaries.retire,
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model], today }) => planRetire(repository, model, { today }),
      reason: asked.args.reason,
    }),
})
