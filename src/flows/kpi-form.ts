import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { planLimit } from '../plans/limit.ts'
import { about, type NoPlan, type Plan, refuse } from '../plans/plan.ts'
import { kpiModal, kpiOfModal } from '../reports/ask-modals.ts'
import { refusedLine } from '../reports/ask-words.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { askChange } from './ask.ts'
import { type At, authorise, standingAt } from './authorise.ts'
import { besideAnswers, type Form, notAllowed, type Sent, tooShort, type Wrong } from './form.ts'
import { visible } from './identity.ts'
import { unseenModel } from './named.ts'
import { problemsOf } from './planned-files.ts'
import { type TypedWords, typedFirst } from './typed-first.ts'

/** As the command was typed, without its model. */
type Typed = TypedWords<'kpi' | 'to' | 'urgency'>

/** The KPIs of the model that was named, with their limits; where it is none, it is asked for first. */
export function openKpi(at: At, { model: id, ...typed }: TypedWords<'model'> & Typed): Modal | Document {
  const looked = id === undefined ? undefined : measured(at, id)
  if (looked && 'model' in looked) return openLimits(at, looked.model, typed)
  const models = visible(at.repository, at.who, at.channel).filter(hasKpis)
  if (models.length === 0) return sentence(...says.kpiForm.nothingMeasured)
  return kpiOfModal(models, { wrong: looked ? Object.values(besideAnswers([looked]) ?? {}) : [] }, at.channel)
}

/** Asks of which model, and goes on to its KPIs. */
export const kpiOfForm: Form = {
  wrong: async (world, { place, values }) => {
    const at = await standingAt(world, place)
    const looked = measured(at, values.model ?? '')
    return at.who.is === 'person' && 'refused' in looked ? besideAnswers([looked]) : undefined
  },
  next: async (world, { place, values }) => {
    const at = await standingAt(world, place)
    const looked = measured(at, values.model ?? '')
    return 'model' in looked ? openLimits(at, looked.model, {}) : undefined
  },
  /** Kept only where nothing follows. */
  asks: async (world, { place, values }) =>
    notAllowed(authorise(await standingAt(world, place), [values.model ?? '']).no),
}

export const kpiForm: Form = {
  async wrong(world, sent) {
    const at = await standingAt(world, sent.place)
    const { asker } = authorise(at, [sent.context.model ?? ''])
    if (asker === undefined) return undefined
    const wrong = { ...wrongLimit(at, asker.models[0], limitOf(sent)), ...tooShort('because', sent.values.because, 10) }
    return Object.keys(wrong).length > 0 ? wrong : undefined
  },
  async asks(world, sent) {
    const { asker, no } = authorise(await standingAt(world, sent.place), [sent.context.model ?? ''])
    if (asker === undefined) return notAllowed(no)
    return askChange(world, {
      asker,
      plan: repository => planLimit(repository, asker.models[0], limitOf(sent)),
      reason: (sent.values.because ?? '').trim(),
      door: 'slack',
      ...(sent.values.urgency === 'emergency' && { emergency: true }),
    })
  },
}

function openLimits(at: At, model: Model, typed: Typed): Modal {
  return kpiModal(model, typedFirst(typed, wrongLimit(at, model, typed)), at.channel)
}

function wrongLimit({ repository }: At, model: Model, { kpi = '', to = '', urgency = 'usual' }: Typed): Wrong {
  const plan = planLimit(repository, model, { kpi, to })
  return {
    ...('refused' in plan ? besideAnswers([plan]) : wrongFiles(repository, plan)),
    ...(!['usual', 'emergency'].includes(urgency) && { urgency: says.kpiForm.chooseUrgency }),
  }
}

/** Another file may hold a number that such a limit does not go with, and is changed first. */
function wrongFiles(repository: Repository, plan: Plan): Wrong | undefined {
  const lines = problemsOf(repository, plan).map(({ file, says: why, fix }) =>
    file === undefined || plan.edits.some(({ path }) => path === file)
      ? refusedLine({ says: why, fix })
      : refusedLine(says.kpiForm.otherFile(file, { says: why, fix })),
  )
  return lines.length === 0 ? undefined : { to: lines.slice(0, MOST).join(' ') }
}

/** Beside an input there is room for a few lines. */
const MOST = 3

const limitOf = ({ values: { kpi = '', to = '', urgency } }: Sent) => ({
  kpi,
  to: to.trim(),
  ...(urgency !== undefined && { urgency }),
})

const hasKpis = ({ kpis = {} }: Model) => Object.keys(kpis).length > 0

/** A model they may see that has KPIs, or why there is none. */
function measured(at: At, id: string): { readonly model: Model } | NoPlan {
  const { asker } = authorise(at, [id])
  if (asker === undefined) return about('model', { refused: unseenModel(at, id) })
  const [model] = asker.models
  if (hasKpis(model)) return { model }
  return about('model', refuse(...says.kpiForm.noKpi(model.id)))
}
