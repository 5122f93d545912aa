import type { Case } from '../core/case.ts'
import { wayBack } from '../core/comparison.ts'
import type { Model } from '../core/model.ts'
import { planRetrain } from '../plans/retrain.ts'
import { planRollback } from '../plans/rollback.ts'
import { retrainModal, rollbackModal } from '../reports/modals.ts'
import type { Modal } from '../words/document.ts'
import type { Pressed } from './arrivals.ts'
import { type Answered, type AskChange, askChange } from './ask.ts'
import { dayOf } from './ask-by-command.ts'
import { type Asker, authorise, standingAt } from './authorise.ts'
import { comparisonOf, evidenceOf } from './evidence.ts'
import { type Form, notAllowed, type Sent } from './form.ts'
import { caseOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/** Shows what the way back would have done, and asks why. */
export const rollbackForm: Form = {
  opens: (world, press) =>
    opened(world, press, async (it, model) => {
      const evidence = await evidenceOf(world, model)
      const to = wayBack(model, evidence.version)
      if (to === undefined) return undefined
      return rollbackModal(model, it, to, comparisonOf(model, evidence, to, it.onset), press.channel)
    }),
  asks: (world, sent) =>
    asks(
      world,
      sent,
      ({ models: [model] }) =>
        repository =>
          planRollback(repository, model, { to: sent.context.to ?? '' }),
    ),
}

export const retrainForm: Form = {
  opens: (world, press) => opened(world, press, async (it, model) => retrainModal(model, it, press.channel)),
  asks: (world, sent) =>
    asks(
      world,
      sent,
      ({ id: by, models: [model] }) =>
        repository =>
          planRetrain(repository, model, { by, because: reasonOf(sent), today: dayOf(world.now()) }),
    ),
}

/** For an open case of a model they may see there. */
async function opened(
  world: Onlooker,
  press: Pressed,
  open: (it: Case, model: Model) => Promise<Modal | undefined>,
): Promise<Modal | undefined> {
  const it = (await caseOf(world.store, press.value))?.it
  if (it === undefined || it.closed) return undefined
  const { asker } = authorise(await standingAt(world, press), [it.model])
  return asker && open(it, asker.models[0])
}

/** Who sent it is looked up again: the form may have been open for long. */
async function asks(
  world: Onlooker,
  sent: Sent,
  plan: (asker: Asker<readonly [Model]>) => AskChange['plan'],
): Promise<Answered> {
  const { asker, no } = authorise(await standingAt(world, sent.place), [sent.context.model ?? ''])
  if (asker === undefined) return notAllowed(no)
  return askChange(world, { asker, plan: plan(asker), reason: reasonOf(sent), door: 'slack' })
}

const reasonOf = ({ values }: Sent) => (values.reason ?? '').trim()
