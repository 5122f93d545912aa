import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planLimit } from '../plans/limit.ts'

export default command({
  name: 'kpi',
  usage: '<model> <kpi> limit <number> [as <urgency>] because <reason...>',
  summary: 'Ask for another limit of a KPI.',
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model] }) =>
        planLimit(repository, model, { kpi: asked.args.kpi, to: asked.args.number }),
      reason: asked.args.reason,
      urgency: asked.args.urgency,
    }),
})
