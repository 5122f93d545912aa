import { command } from '../flows/command.ts'
import { sentence } from '../reports/sentence.ts'
import { sightingModal } from '../reports/sighting-words.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'report-ai',
  usage: '',
  summary: says.commandSummaries.reportAi,
  form: ({ channel }) => sightingModal(channel),
  run: async () => sentence(says.commandReportAi.form),
})
