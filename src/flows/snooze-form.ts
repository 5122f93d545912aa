import { DELAY_REASON_CODES } from '../core/delay-reason.ts'
import { refusalOf } from '../core/reason.ts'
import { SNOOZES, type SnoozeFor } from '../core/snooze.ts'
import { snoozeModal } from '../reports/case-modals.ts'
import { refusedVote } from '../reports/vote-words.ts'
import { among } from './among.ts'
import { caseMeant } from './case-named.ts'
import { type Form, notAllowed, tooShort } from './form.ts'
import { snooze } from './snooze.ts'

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
    const wrong = {
      ...(lengthOf(values.for) === undefined && { for: 'Choose for how long.' }),
      ...(among(DELAY_REASON_CODES, values.reason ?? '') === undefined && { reason: 'Choose a reason.' }),
      ...tooShort('says', values.says, 3),
    }
    return Object.keys(wrong).length > 0 ? wrong : undefined
  },
  asks: async (world, { place, values, context }) => {
    const { case: it, asker, no } = await caseMeant(world, place, context.case ?? '')
    const [length, reason] = [lengthOf(values.for), among(DELAY_REASON_CODES, values.reason ?? '')]
    if (asker === undefined || length === undefined || reason === undefined) return notAllowed(no)
    return snooze(world, asker, it, { length, reason, says: (values.says ?? '').trim() })
  },
}

const lengthOf = (word = ''): SnoozeFor | undefined => (Object.hasOwn(SNOOZES, word) ? (word as SnoozeFor) : undefined)
