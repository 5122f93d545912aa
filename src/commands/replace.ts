import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planReplace } from '../plans/replace.ts'

export default command({
  name: 'replace',
  usage: '<model> with <other> because <reason...>',
  summary: 'Ask that whoever uses a model uses another one instead.',
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model, asked.args.other],
      plan: ({ repository, models: [model, other] }) => planReplace(repository, model, { other }),
      reason: asked.args.reason,
    }),
})
