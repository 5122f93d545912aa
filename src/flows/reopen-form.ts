import { refusalOf } from '../core/reason.ts'
import { reopenModal } from '../reports/case-modals.ts'
import { refusedVote } from '../reports/vote-words.ts'
import { caseMeant } from './case-named.ts'
import { type Form, notAllowed, tooShort } from './form.ts'
import { reopen } from './reopen.ts'

/** Why it was closed wrongly; for a case that is closed. */
export const reopenForm: Form = {
  opens: async (world, press) => {
    const { case: it, asker } = await caseMeant(world, press, press.value)
    return asker && it?.it.closed ? reopenModal(asker.models[0], it.it, press.channel) : undefined
  },
  refuses: async (world, press) => {
    const { case: it, asker, no } = await caseMeant(world, press, press.value)
    if (asker === undefined) return notAllowed(no).document
    return it && !it.it.closed ? refusedVote(refusalOf('case-open')) : undefined
  },
  wrong: async (_, { values }) => tooShort('says', values.says, 10),
  asks: async (world, { place, values, context }) => {
    const { case: it, asker, no } = await caseMeant(world, place, context.case ?? '')
    return asker ? reopen(world, asker, it, (values.says ?? '').trim()) : notAllowed(no)
  },
}
