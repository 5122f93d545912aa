import { DELAY_REASONS } from '../core/delay-reason.ts'
import { happened } from '../core/event.ts'
import { explainModal } from '../reports/case-modals.ts'
import { delayNote } from '../reports/promise-note.ts'
import { sentence } from '../reports/sentence.ts'
import { says } from '../words/says.ts'
import { among } from './among.ts'
import { authoriseChange, standingAt } from './authorise.ts'
import { caseMeant } from './case-named.ts'
import { type Form, notAllowed, tooShort } from './form.ts'
import type { SlackPlace } from './identity.ts'
import { say, showCase, showChange } from './jobs.ts'
import { lateNow } from './late.ts'
import { changeOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/** Why what was promised takes longer: of a case or a change that is late, by anybody who may see it. */
export const explainForm: Form = {
  opens: async (world, press) => {
    const [subject = '', sla = ''] = press.value.split(' ')
    const { late } = await lateOne(world, press, subject, sla)
    return late ? explainModal({ subject, sla, channel: press.channel }) : undefined
  },
  refuses: async (world, press) => {
    const [subject = '', sla = ''] = press.value.split(' ')
    const { late, no } = await lateOne(world, press, subject, sla)
    if (late) return undefined
    return no ? notAllowed(no).document : OVER
  },
  wrong: async (_, { values }) => {
    const wrong = {
      ...(among(DELAY_REASONS, values.reason ?? '') === undefined && { reason: says.explainForm.chooseReason }),
      ...tooShort('says', values.says, 3),
    }
    return Object.keys(wrong).length > 0 ? wrong : undefined
  },
  asks: async (world, { place, values, context }) => {
    const [subject = '', sla = '', reason] = [context.subject, context.sla, among(DELAY_REASONS, values.reason ?? '')]
    const { late, by, no } = await lateOne(world, place, subject, sla)
    if (!late && no) return notAllowed(no)
    if (!late || by === undefined || reason === undefined) return { document: OVER, outcome: {} }
    const said = { reason, says: (values.says ?? '').trim() }
    const event = happened('promise.explained', by, { sla, what: late.what, due: late.due, ...said })
    const key = `explained:${subject}:${sla}:${late.seen}`
    const document = delayNote(by, said.reason, said.says)
    const notes =
      late.channel === undefined ? [] : [say(key, subject, { channel: late.channel, thread: subject, document })]
    const shows = subject.startsWith('case/') ? showCase(subject) : showChange(subject)
    return {
      document: sentence(notes.length > 0 ? says.explainForm.keptAndSaid : says.explainForm.kept),
      outcome: {
        parts: [{ subject, seen: late.seen, events: [event] }],
        jobs: [shows, ...notes],
      },
    }
  },
}

const OVER = sentence(...says.explainForm.over)

/** What is late, if it still is, and who says so. */
async function lateOne(world: Onlooker, place: SlackPlace, subject: string, sla: string) {
  const isCase = subject.startsWith('case/')
  const found = isCase ? await caseMeant(world, place, subject) : await changeMeant(world, place, subject)
  const standing = 'case' in found ? found.case : found.change
  if (found.asker === undefined) return { no: found.no }
  const late = standing && (await lateNow(world, standing.it)).find(it => it.sla === sla)
  if (standing === undefined || late === undefined) return {}
  const channel = standing.it.card?.channel
  return { by: found.asker.id, late: { what: late.what, due: late.due, seen: standing.seen, channel } }
}

async function changeMeant(world: Onlooker, place: SlackPlace, subject: string) {
  const change = await changeOf(world.store, subject)
  if (change === undefined) return { change, asker: undefined, no: { is: 'unseen', id: subject } as const }
  return { change, ...authoriseChange(await standingAt(world, place), change.it) }
}
