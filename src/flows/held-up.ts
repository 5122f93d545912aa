import { isGitHubAway } from '../core/outside.ts'
import { sentence } from '../reports/sentence.ts'
import { says } from '../words/says.ts'
import type { Pressed, Said, Submitted } from './arrivals.ts'
import { sentOf } from './form.ts'
import { formNamed } from './forms.ts'
import { answer } from './jobs.ts'
import type { Incoming, NewJob } from './store.ts'

/** While GitHub is away, whoever said something in Slack hears that it is kept. */
export function heldUp(message: Incoming, error: unknown): readonly NewJob[] {
  const from = isGitHubAway(error) ? whoSaid(message) : undefined
  if (from === undefined) return []
  const { channel, user, responseUrl } = from
  const to = { channel, user, ...(responseUrl !== undefined && { responseUrl }) }
  return [answer(`kept:${message.delivery}`, { ...to, document: sentence(says.heldUp.kept) })]
}

type From = Pick<Said, 'channel' | 'user' | 'responseUrl'>

/** What would open a form is left out: nothing comes of a press later, and of a line nothing is kept; the door says so. */
function whoSaid({ flow, body }: Incoming): From | undefined {
  if (flow === 'command') return JSON.parse(body) as Said
  if (flow === 'submit') return sentOf(JSON.parse(body) as Submitted).place
  if (flow !== 'press') return undefined
  const press = JSON.parse(body) as Pressed
  return formNamed(press.action) ? undefined : press
}
