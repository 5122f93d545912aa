import { happened } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'
import { PERSONAL, type Sighting, sightingSubject } from '../core/sighting.ts'
import { lettersIn } from '../reports/clean.ts'
import { isRegistered, reportedBefore, sightingCard, sightingTaken } from '../reports/sighting-words.ts'
import { says } from '../words/says.ts'
import type { Answered } from './ask.ts'
import { authorise, standingAt } from './authorise.ts'
import { type Form, notAllowed, type Sent, tooShort } from './form.ts'
import { say } from './jobs.ts'
import { readerOf } from './reader.ts'
import { askedAbout, registeredAs, sightingChannels } from './sightings.ts'
import { sightingOf } from './standing.ts'

/** Somebody found a model that nobody registered. Anybody who is known may say so. */
export const reportAiForm: Form = {
  wrong: async (_, { values }) => {
    const wrong = {
      ...(lettersIn(values.name ?? '') < 2 && { name: says.reportAiForm.tooShort }),
      ...tooShort('where', values.where, 3),
      ...tooShort('use', values.use, 3),
      ...(personalOf(values.personal) === undefined && { personal: says.reportAiForm.choosePersonal }),
    }
    return Object.keys(wrong).length > 0 ? wrong : undefined
  },
  async asks(world, sent) {
    const at = await standingAt(world, sent.place)
    const { asker, no } = authorise(at, [])
    const told = toldBy(sent)
    if (asker === undefined || told === undefined) return notAllowed(no)
    const model = registeredAs(at.repository, readerOf(at.repository, at.who, at.channel), told.name)
    if (model) return only(isRegistered(model))
    const subject = sightingSubject(told.name)
    const standing = await sightingOf(world.store, subject)
    if (standing && isBy(standing.it, asker.id)) return only(reportedBefore(standing.it.name))
    const [asks, channels] = [askedAbout(at.repository, world.now()), sightingChannels(at.repository)]
    const before = standing?.it.reports.length ?? 0
    const it = { ...told, by: asker.id, at: world.now().toISOString() }
    const card = (mentions: boolean) => sightingCard({ name: told.name, it, asks, again: before > 0 }, mentions)
    return {
      document: sightingTaken(told.name, channels, asks),
      outcome: {
        parts: [{ subject, seen: standing?.seen ?? 0, events: [happened('sighting.reported', asker.id, told)] }],
        jobs: channels.map((channel, i) =>
          say(`${subject}:${before + 1}:${channel}`, '', { channel, document: card(i === 0) }),
        ),
      },
    }
  },
}

const only = (document: Answered['document']): Answered => ({ document, outcome: {} })
const isBy = ({ reports }: Sighting, id: string) => reports.some(({ by }) => by === id)
const personalOf = (word = '') => PERSONAL.find(one => one === word)

function toldBy({ values }: Sent): Bodies['sighting.reported'] | undefined {
  const [name, where, use, knows] = ['name', 'where', 'use', 'knows'].map(key => (values[key] ?? '').trim())
  const personal = personalOf(values.personal)
  if (!name || !where || !use || personal === undefined) return undefined
  return { name, where, use, personal, ...(knows && { knows }) }
}
