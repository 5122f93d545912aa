import { mayAttest, planAttest } from '../plans/attest.ts'
import { about } from '../plans/plan.ts'
import { attestModal } from '../reports/ask-modals.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { askChange } from './ask.ts'
import { dayOf } from './ask-by-command.ts'
import { type At, authorise, standingAt } from './authorise.ts'
import { besideAnswers, type Form, notAllowed, type Wrong } from './form.ts'
import { visible } from './identity.ts'
import { unseenModel } from './named.ts'
import { type TypedWords, typedFirst } from './typed-first.ts'

/** The files they may speak for, of the models they may see here. */
export function openAttest(at: At, typed: TypedWords<'model'>, today: string): Modal | Document {
  const { repository, who, channel } = at
  const mine = who.is === 'nobody' ? [] : visible(repository, who, channel).filter(model => mayAttest(model, who.id))
  if (mine.length === 0) return sentence(...says.attestForm.nothingOwned)
  const { filled, wrong } = typedFirst(typed, typed.model === undefined ? {} : wrongModel(at, typed.model, today))
  return attestModal(mine, { wrong }, channel, filled.model?.toLowerCase())
}

export const attestForm: Form = {
  wrong: async (world, { place, values }) =>
    wrongModel(await standingAt(world, place), values.model ?? '', dayOf(world.now())),
  async asks(world, { place, values }) {
    const { asker, no } = authorise(await standingAt(world, place), [values.model ?? ''])
    if (asker === undefined) return notAllowed(no)
    const [model] = asker.models
    return askChange(world, {
      asker,
      plan: repository => planAttest(repository, model, { by: asker.id, today: dayOf(world.now()) }),
      reason: (values.because ?? '').trim() || says.attestForm.readAndTrue,
      door: 'slack',
    })
  },
}

function wrongModel(at: At, id: string, today: string): Wrong | undefined {
  const { asker, no } = authorise(at, [id])
  if (asker === undefined && no.is === 'nobody') return undefined
  if (asker === undefined) return besideAnswers([about('model', { refused: unseenModel(at, id) })])
  const plan = planAttest(at.repository, asker.models[0], { by: asker.id, today })
  return 'refused' in plan ? besideAnswers([plan]) : undefined
}
