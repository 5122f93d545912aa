import { about, type NoPlan } from '../plans/plan.ts'
import { granters, notWaivable, waivableRules } from '../plans/waivable.ts'
import { planWaive, type Waive } from '../plans/waive.ts'
import { waiveModal } from '../reports/ask-modals.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Pressed } from './arrivals.ts'
import { askChange } from './ask.ts'
import { dayOf } from './ask-by-command.ts'
import { type Asker, type At, authorise, standingAt } from './authorise.ts'
import { besideAnswers, type Form, notAllowed, type Sent, tooShort } from './form.ts'
import { visible } from './identity.ts'
import { unseenModel } from './named.ts'
import { type TypedWords, typedFirst } from './typed-first.ts'
import type { Onlooker } from './world.ts'

const WORDS = ['rule', 'models', 'until', 'grantedBy', 'because'] as const
type Waived = TypedWords<(typeof WORDS)[number]>

/** What can be chosen by whoever asks here, with what they typed. They never grant it themselves, so are not offered. */
export function openWaive(at: At, typed: Waived, today: string): Modal | Document {
  const { repository } = at
  const [rules, models] = [waivableRules(repository), visible(repository, at.who, at.channel)]
  if (rules.length === 0) return sentence(...says.waiveForm.noRule)
  if (models.length === 0) return sentence(...says.waiveForm.noModel)
  const said = { ...typed, models: typed.models?.toLowerCase() }
  const { filled, wrong } = typedFirst(said, besideAnswers(refusals(at, said, today)))
  const may = Object.entries(granters(repository, filled.rule === undefined ? rules : [filled.rule]))
  const others = may.filter(([id]) => at.who.is === 'nobody' || id !== at.who.id)
  if (may.length > 0 && others.length === 0) return sentence(...says.waiveForm.onlyYou)
  const { people } = repository.people
  const named = others.map(([id, roles]) => [id, { name: people[id]?.name ?? id, roles }])
  return waiveModal({ rules, models, granters: Object.fromEntries(named) }, { filled, wrong }, at.channel)
}

/** From the refusal of a rule that somebody may waive. */
export const waiveForm: Form = {
  opens: async (world, press) => {
    const form = await pressedFor(world, press)
    return 'callback' in form ? form : undefined
  },
  refuses: async (world, press) => {
    const form = await pressedFor(world, press)
    return 'callback' in form ? undefined : form
  },
  async wrong(world, sent) {
    const at = await standingAt(world, sent.place)
    if (at.who.is === 'nobody') return undefined
    const wrong = {
      ...besideAnswers(refusals(at, waivedOf(sent), dayOf(world.now()))),
      ...tooShort('because', sent.values.because, 10),
    }
    return Object.keys(wrong).length > 0 ? wrong : undefined
  },
  async asks(world, sent) {
    const said = waivedOf(sent)
    const { asker, no } = authorise(await standingAt(world, sent.place), [said.models ?? ''])
    if (asker === undefined) return notAllowed(no)
    return askChange(world, {
      asker,
      ofRules: true,
      plan: repository => planWaive(repository, askedOf(said, asker, dayOf(world.now()))),
      reason: said.because ?? '',
      door: 'slack',
    })
  },
}

async function pressedFor(world: Onlooker, press: Pressed): Promise<Modal | Document> {
  const at = await standingAt(world, press)
  if (at.who.is === 'nobody') return notAllowed(at.who).document
  const [rule, models] = press.value.split(' ')
  return openWaive(at, { rule, models }, dayOf(world.now()))
}

/** A model they may not see is told as one that is not there. */
function refusals(at: At, said: Waived, today: string): readonly NoPlan[] {
  const { models = '' } = said
  const { asker } = authorise(at, [models])
  const bad = notWaivable(at.repository, askedOf(said, asker, today))
  if (asker) return bad
  const others = bad.filter(({ refused }) => refused.about !== 'models')
  return [about('models', { refused: unseenModel(at, models) }), ...others]
}

function askedOf(said: Waived, asker: Asker | undefined, today: string): Waive {
  const { rule = '', until = '', grantedBy = '', because = '' } = said
  return { rule, until, grantedBy, because, models: asker?.models ?? [], owner: asker?.id ?? '', today }
}

const waivedOf = ({ values }: Sent): Waived =>
  Object.fromEntries(WORDS.map(word => [word, (values[word] ?? '').trim()]))
