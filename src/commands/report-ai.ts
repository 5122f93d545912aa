import { command } from '../flows/command.ts'
import { sentence } from '../reports/sentence.ts'
import { sightingModal } from '../reports/sighting-words.ts'

export default command({
  name: 'report-ai',
  usage: '',
  summary: 'Report a model in use that nobody registered: a form with five short questions.',
  form: ({ channel }) => sightingModal(channel),
  run: async () =>
    sentence('A form asks what you found. It goes to whoever looks for models that nobody registered, and is kept.'),
})
