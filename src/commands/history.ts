import { changeFrom } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { type Asked, command } from '../flows/command.ts'
import { mayViewChange } from '../flows/identity.ts'
import { named } from '../flows/named.ts'
import { sentence } from '../reports/sentence.ts'
import { timeline } from '../reports/timeline.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'history',
  usage: '<model> [as-of <date>] [page <page>]',
  summary: says.commandSummaries.history,
  async run(asked) {
    const { model, no } = named(asked, asked.args.model)
    if (!model) return no
    const { date, page } = asked.args
    if (date !== undefined && !isDay(date)) return sentence(...says.commandHistory.noDay(date))
    const events = await eventsAbout(asked, model.id)
    return timeline({ model: model.id, events, ...(date !== undefined && { asOf: date }), ...(page && { page }) })
  },
})

/** A change that is also about a model which is hidden here is left out, as everywhere. */
async function eventsAbout({ world, repository, who, channel }: Asked<unknown>, model: string): Promise<Event[]> {
  const rows = await world.store.subjects({ about: model })
  const subjects = new Set([`model/${model}`, ...rows.map(row => row.subject)])
  const told = await Promise.all([...subjects].map(subject => world.store.events(subject)))
  const isShown = (events: readonly Event[]) => {
    const change = changeFrom(events)
    return change === undefined || mayViewChange(change, repository, who, channel)
  }
  return told.filter(isShown).flat()
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00.000Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
