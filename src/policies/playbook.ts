import Type, { type Static } from 'typebox'
import { Act, type ActName, COOL_DOWN_HOURS, MOST } from '../core/act.ts'
import { boundOf, isShownIn } from '../core/bounds.ts'
import { CASES_AN_HOUR } from '../core/brake.ts'
import { wayBack } from '../core/comparison.ts'
import type { Model } from '../core/model.ts'
import { closed, Id } from '../core/naming.ts'
import type { Acting } from '../core/play.ts'
import { lintSelector, selected } from '../core/policy-complaints.ts'
import { type Complaint, policyKind, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'
import { says } from '../words/says.ts'

export const Playbook = Type.Object(
  {
    kind: Type.Literal('playbook'),
    id: Id,
    because: Type.String(),
    on: Type.Literal('breach'),
    appliesTo: Type.Optional(AppliesTo),
    offers: Type.Optional(
      Type.Array(Type.Enum(['rollback', 'retrain', 'snooze', 'take', 'reopen']), {
        minItems: 1,
        uniqueItems: true,
        description: says.playbook.fields.offers,
      }),
    ),
    does: Type.Optional(Type.Array(Act, { minItems: 1, maxItems: 5, description: says.playbook.fields.does })),
    when: Type.Optional(
      Type.Object(
        {
          unactedHours: Type.Number({
            exclusiveMinimum: 0,
            maximum: 720,
            description: says.playbook.fields.unactedHours,
          }),
        },
        { ...closed, description: says.playbook.fields.when },
      ),
    ),
    coolDownHours: Type.Optional(
      Type.Number({ minimum: 1, maximum: 8760, description: says.playbook.fields.coolDownHours(COOL_DOWN_HOURS) }),
    ),
    most: Type.Optional(
      Type.Object(
        {
          count: Type.Integer({ minimum: 1, maximum: 100 }),
          perDays: Type.Number({ exclusiveMinimum: 0, maximum: 366 }),
        },
        { ...closed, description: says.playbook.fields.most(MOST.count, MOST.perDays) },
      ),
    ),
    casesAnHour: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: says.playbook.fields.casesAnHour(CASES_AN_HOUR) }),
    ),
  },
  { ...closed, description: says.playbook.fields.about },
)
export type Playbook = Static<typeof Playbook>

/** How many cases may open within an hour before one message stands for all of them. */
export function casesAnHour(playbooks: readonly Playbook[]): number {
  const said = playbooks.flatMap(it => it.casesAnHour ?? [])
  return said.length === 0 ? CASES_AN_HOUR : Math.min(...said)
}

/** Those that do something for this model by themselves, in the order of their ids. */
export function actingFor(playbooks: readonly Playbook[], model: Parameters<typeof selects>[1]): readonly Acting[] {
  return playbooks
    .filter(({ appliesTo }) => selects(appliesTo, model))
    .flatMap(({ does, ...it }) => (does ? [{ ...it, does }] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

export default policyKind({
  kind: 'playbook',
  summary: says.playbook.summary,
  schema: Playbook,
  complaints: (playbook, repository) => [
    ...lintSelector(playbook.appliesTo, repository),
    ...lintActs(playbook),
    ...lintChannels(playbook, repository),
    ...lintWays(playbook, repository),
  ],
})

function lintActs({ offers, does = [], when, coolDownHours, most }: Playbook): Complaint[] {
  const twice = does.flatMap(({ act }, i): Complaint[] => {
    if (does.findIndex(other => other.act === act) === i) return []
    return [{ at: ['does', i], code: 'act-twice', ...says.playbook.twice(act) }]
  })
  if (does.length > 0) return twice
  const idle = Object.entries({ when, coolDownHours, most }).flatMap(([key, it]) => (it === undefined ? [] : [key]))
  return [
    ...(offers ? [] : [{ at: [], code: 'does-nothing', ...says.playbook.doesNothing }]),
    ...idle.slice(0, 1).map(key => ({ at: [key], code: 'does-nothing', ...says.playbook.idle(key) })),
  ]
}

/** What is said where a model may not be shown goes elsewhere, so nobody would find it there. */
function lintChannels({ does = [], appliesTo }: Playbook, repository: Repository): Complaint[] {
  return does.flatMap((it, i): Complaint[] => {
    if (it.act !== 'notify') return []
    const hidden = selected(appliesTo, repository).filter(model => !isShownIn(boundOf(model), it.channel))
    if (hidden.length === 0) return []
    const told = says.playbook.notShownThere(hidden.map(nameOf), it.channel)
    return [{ at: ['does', i, 'channel'], code: 'not-shown-there', ...told, level: 'warning' }]
  })
}

/** It would say so in each case; here it can be mended before. */
function lintWays({ does = [], appliesTo }: Playbook, repository: Repository): Complaint[] {
  const models = selected(appliesTo, repository)
  return does.flatMap(({ act }, i): Complaint[] => {
    return LACKS.flatMap(({ of, is, lack }): Complaint[] => {
      const without = of === act ? models.filter(is) : []
      if (without.length === 0) return []
      return [{ at: ['does', i], code: 'no-way', ...says.playbook.lacks[lack](without.map(nameOf)), level: 'warning' }]
    })
  })
}

const nameOf = ({ id }: Model) => id

interface Lack {
  readonly of: ActName
  readonly is: (model: Model) => boolean
  readonly lack: keyof typeof says.playbook.lacks
}
const LACKS: readonly Lack[] = [
  { of: 'rollback', is: model => wayBack(model, model.serving.version) === undefined, lack: 'older' },
  { of: 'retrain', is: ({ retraining }) => retraining?.delivery === undefined, lack: 'delivery' },
  {
    of: 'retrain',
    is: ({ retraining }) => !(retraining?.triggers?.some(it => it === 'breach' || it === 'drift') ?? true),
    lack: 'trigger',
  },
]
