import { command } from '../flows/command.ts'
import { named } from '../flows/named.ts'
import { sentence } from '../reports/sentence.ts'
import { timeline } from '../reports/timeline.ts'

export default command({
  name: 'history',
  usage: '<model> [as-of <date>]',
  summary: 'What happened to a model, and who did it; up to a day, if one is named.',
  async run(asked) {
    const { model, no } = named(asked, asked.args.model)
    if (!model) return no
    const { date } = asked.args
    if (date !== undefined && !isDay(date)) return sentence(`${date} is no day.`, 'write YYYY-MM-DD, as in 2027-01-31')
    const { store } = asked.world
    const rows = await store.subjects({ model: model.id })
    const subjects = new Set([`model/${model.id}`, ...rows.map(row => row.subject)])
    const events = await Promise.all([...subjects].map(subject => store.events(subject)))
    return timeline({ model: model.id, events: events.flat(), ...(date !== undefined && { asOf: date }) })
  },
})

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00.000Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
