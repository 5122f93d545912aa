import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planHold } from '../plans/hold.ts'

export default command({
  name: 'hold',
  usage: '<model> [as <urgency>] because <reason...>',
  summary: 'Ask that the answers of a model are not used until somebody resumes it.',
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model], today }) =>
        planHold(repository, model, { today, because: asked.args.reason }),
      reason: asked.args.reason,
      urgency: asked.args.urgency,
    }),
})
