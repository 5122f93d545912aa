import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { openKpi } from '../flows/kpi-form.ts'
import { planLimit } from '../plans/limit.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'kpi',
  usage: '<model> <kpi> limit <number> [as <urgency>] because <reason...>',
  summary: says.commandSummaries.kpi,
  rest: asked => {
    const { model, kpi, number, urgency } = asked.args
    return openKpi(asked, { model, kpi: kpi?.toLowerCase(), to: number, urgency: urgency?.toLowerCase() })
  },
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model] }) =>
        planLimit(repository, model, { kpi: asked.args.kpi.toLowerCase(), to: asked.args.number }),
      reason: asked.args.reason,
      urgency: asked.args.urgency,
    }),
})
