import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planResume } from '../plans/resume.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'resume',
  usage: '<model> [as <urgency>] [because <reason...>]',
  summary: says.commandSummaries.resume,
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model] }) => planResume(repository, model),
      reason: asked.args.reason ?? says.commandResume.reason,
      urgency: asked.args.urgency,
    }),
})
