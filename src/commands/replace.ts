import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planReplace } from '../plans/replace.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'replace',
  usage: '<model> with <other> because <reason...>',
  summary: says.commandSummaries.replace,
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model, asked.args.other],
      plan: ({ repository, models: [model, other] }) => planReplace(repository, model, { other }),
      reason: asked.args.reason,
    }),
})
