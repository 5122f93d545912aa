import { DELAY_REASONS } from '../core/delay-reason.ts'
import { refusalOf } from '../core/reason.ts'
import { SNOOZES, type SnoozeFor } from '../core/snooze.ts'
import { snoozeModal } from '../reports/case-modals.ts'
import { refusedVote } from '../reports/vote-words.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { among } from './among.ts'
import type { At } from './authorise.ts'
import { caseMeant, caseNamed } from './case-named.ts'
import { type Form, notAllowed, tooShort, type Wrong } from './form.ts'
import { nothingToSnooze, snooze } from './snooze.ts'
import { type TypedWords, typedFirst } from './typed-first.ts'
import type { Onlooker } from './world.ts'

/** For how long and why; for a case that is open. */
export const snoozeForm: Form = {
  opens: async (world, press) => {
    const { case: it, asker } = await caseMeant(world, press, press.value)
    return asker && it && !it.it.closed ? snoozeModal(asker.models[0], it.it, press.channel) : undefined
  },
  refuses: async (world, press) => {
    const { case: it, asker, no } = await caseMeant(world, press, press.value)
    if (asker === undefined) return notAllowed(no).document
    return it?.it.closed ? refusedVote(refusalOf('no-case')) : undefined
  },
  wrong: async (_, { values }) => {
    const wrong = { ...wrongOf(values), ...tooShort('says', values.says, 3) }
    return Object.keys(wrong).length > 0 ? wrong : undefined
  },
  asks: async (world, { place, values, context }) => {
    const { case: it, asker, no } = await caseMeant(world, place, context.case ?? '')
    const [length, reason] = [lengthOf(values.for), among(DELAY_REASONS, values.reason ?? '')]
    if (asker === undefined || length === undefined || reason === undefined) return notAllowed(no)
    return snooze(world, asker, it, { length, reason, says: (values.says ?? '').trim() })
  },
}

/** The form of the case somebody named, with what they typed filled in; or why it cannot be snoozed. */
export async function openSnooze(
  world: Onlooker,
  at: At,
  { of, ...typed }: TypedWords<'of' | 'for' | 'reason'>,
): Promise<Modal | Document | undefined> {
  if (of === undefined) return undefined
  const { asker, case: it, no } = await caseNamed(world, at, of)
  if (asker === undefined) return no
  if (it === undefined || it.it.closed) return nothingToSnooze(world, asker.models[0])
  return snoozeModal(asker.models[0], it.it, at.channel, typedFirst(typed, wrongOf(typed)))
}

/** What of the words is none of the choices. */
const wrongOf = (typed: TypedWords<'for' | 'reason'>): Wrong => ({
  ...(lengthOf(typed.for) === undefined && { for: says.snoozeForm.chooseTime }),
  ...(among(DELAY_REASONS, typed.reason ?? '') === undefined && { reason: says.snoozeForm.chooseReason }),
})

const lengthOf = (word = ''): SnoozeFor | undefined => (Object.hasOwn(SNOOZES, word) ? (word as SnoozeFor) : undefined)
