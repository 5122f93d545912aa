import type { Json } from '../core/edit.ts'
import type { Tier } from '../core/naming.ts'
import { type Selectable, type Selector, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { slug } from '../core/slug.ts'
import { says } from '../words/says.ts'
import { newFile } from './new-file.ts'
import type { NoPlan, Plan } from './plan.ts'
import { answersOf, ifMisunderstood } from './register-questions.ts'
import type { Registration } from './registration.ts'
import { reviewMonths } from './review-months.ts'

/** A new model file. What nobody is asked, the tier decides: where its life begins, and how often it is looked at. */
export function planRegister(repository: Repository, asked: Registration, today: string): Plan | NoPlan {
  const answers = answersOf(asked)
  const why = ifMisunderstood(repository, answers)
  if (why !== undefined) return why
  const { name, useCase, business, technical, version, mode, type } = answers
  const id = slug(name)
  const tier = answers.tier as Tier
  const start = startOf(repository, { id, tier, useCase, ...(type && { type }) })
  const file = newFile('models', id, {
    kind: 'model',
    id,
    name,
    type: type || undefined,
    useCase,
    tier,
    ...(start && { stage: start.stage, stageSince: today }),
    owners: { business, technical },
    channel: repository.useCases[useCase]?.channel,
    serving: {
      version,
      mode,
      ...(start?.serves === false && { hold: { since: today, because: says.planRegister.held } }),
    },
    versions: { [version]: {} } as Json,
    review: { everyMonths: reviewMonths(tier), last: today },
  })
  return { kind: 'register', title: says.planRegister.title(id), makes: id, edits: [file] }
}

/** As much of a life cycle as a new model has to do with. */
interface Beginning {
  readonly appliesTo?: Selector
  readonly start: string
  readonly stages: Readonly<Record<string, { readonly serves?: boolean }>>
}

/** Where the life of such a model begins; undefined where no life cycle is for it. What may not serve there is on hold. */
function startOf({ policies }: Repository, model: Selectable): { stage: string; serves: boolean } | undefined {
  const lifecycles = (policies.lifecycle ?? []) as readonly Beginning[]
  const mine = lifecycles.find(({ appliesTo }) => selects(appliesTo, model))
  return mine && { stage: mine.start, serves: mine.stages[mine.start]?.serves ?? false }
}
