import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planResume } from '../plans/resume.ts'

export default command({
  name: 'resume',
  usage: '<model> [as <urgency>] [because <reason...>]',
  summary: 'Ask that the answers of a model on hold are used again.',
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model] }) => planResume(repository, model),
      reason: asked.args.reason ?? 'What it was held for is over.',
      urgency: asked.args.urgency,
    }),
})
