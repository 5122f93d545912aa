import type { Model } from '../core/model.ts'
import { type People, rolesIn } from '../core/people.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import { hoursBetween } from '../core/reading-age.ts'
import type { Repository } from '../core/repository.ts'
import { lintTimeZone } from '../core/time-zone.ts'
import { says } from '../words/says.ts'
import { askedComplaints } from './asked-queries.ts'
import { inputComplaints } from './input-complaints.ts'
import { type Named, regulations, strangers, unknownName, unread } from './names.ts'
import { sameName } from './same-name.ts'
import { suiteComplaints, suiteRunners } from './suite-complaints.ts'
import { trainingComplaints } from './training-complaints.ts'

/** Names in a model that nothing answers to. `people` is undefined where the people policy could not be read. */
export function modelComplaints(model: Model, repository: Repository, people: People | undefined): Complaint[] {
  return [
    ...sameName(model, repository),
    ...strangers(personsOf(model), people),
    ...(people === undefined ? [] : unheldRoles(model, people)),
    ...useCase(model, repository),
    ...sources(model, repository),
    ...regulations(model.regulations, repository),
    ...queries(model),
    ...tooSoonOld(model),
    ...timeZones(model),
    ...inputComplaints(model, repository),
    ...trainingComplaints(model),
    ...suiteComplaints(model),
    ...versions(model),
    ...channels(model),
  ]
}

/** Every place of a model that names a person. */
function personsOf(model: Model): Named[] {
  const owned = (['owners', 'deputies'] as const).flatMap(key =>
    Object.entries(model[key] ?? {}).map(([role, id]): Named => ({ at: [key, role], id })),
  )
  const found = Object.entries(model.findings ?? {}).map(
    ([number, it]): Named => ({ at: ['findings', number, 'owner'], id: it.owner }),
  )
  const using = (model.consumers ?? []).flatMap(({ owner }, i): Named[] =>
    owner === undefined ? [] : [{ at: ['consumers', i, 'owner'], id: owner }],
  )
  const asked = (model.retraining?.requests ?? []).flatMap((it, i): Named[] =>
    'by' in it ? [{ at: ['retraining', 'requests', i, 'by'], id: it.by, mayHaveLeft: true }] : [],
  )
  const by = model.validation?.by
  return [
    ...owned,
    ...found,
    ...using,
    ...asked,
    ...delivering(model),
    ...suiteRunners(model),
    ...(by === undefined ? [] : [{ at: ['validation', 'by'], id: by, mayHaveLeft: true }]),
  ]
}

function delivering({ delivery, rollback, retraining }: Model): Named[] {
  const all = { delivery, rollback: rollback?.delivery, retraining: retraining?.delivery }
  return Object.entries(all).flatMap(([key, it]): Named[] => {
    if (it === undefined || !('manual' in it)) return []
    return [{ at: [...(key === 'delivery' ? [] : [key]), 'delivery', 'manual', 'by'], id: it.manual.by }]
  })
}

function unheldRoles({ visibility }: Model, people: People): Complaint[] {
  if (visibility?.roles === undefined) return []
  const roles = rolesIn(people)
  return visibility.roles.flatMap((role, i) =>
    roles.includes(role)
      ? []
      : [unknownName(['visibility', 'roles', i], 'unknown-role', says.modelReferences.role, role, roles)],
  )
}

function useCase(model: Model, repository: Repository): Complaint[] {
  const { useCases } = repository
  if (Object.hasOwn(useCases, model.useCase) || unread(model.useCase, repository)) return []
  const known = Object.keys(useCases)
  return [unknownName(['useCase'], 'unknown-use-case', says.modelReferences.useCase, model.useCase, known)]
}

/** A data source that is still used cannot go: who takes its file away sees each model that reads it. */
function sources(model: Model, repository: Repository): Complaint[] {
  return (model.sources ?? []).flatMap((id, i) => {
    if (Object.hasOwn(repository.sources, id) || unread(id, repository)) return []
    const known = Object.keys(repository.sources)
    return [unknownName(['sources', i], 'unknown-source', says.modelReferences.source, id, known)]
  })
}

function queries(model: Model): Complaint[] {
  const known = Object.keys(model.queries ?? {})
  const asked = Object.entries(model.kpis ?? {}).map(([id, kpi]) => ({ at: ['kpis', id, 'query'], query: kpi.query }))
  const observe = model.serving.observe
  const all = observe === undefined ? asked : [...asked, { at: ['serving', 'observe'], query: observe }]
  const unknown = all
    .filter(({ query }) => !known.includes(query))
    .map(({ at, query }) => unknownName(at, 'unknown-query', says.modelReferences.query, query, known))
  return [...unknown, ...askedComplaints(model)]
}

/** A KPI without a reading that counts, part of the time, though nothing is late. */
function tooSoonOld({ kpis = {}, queries = {} }: Model): Complaint[] {
  return Object.entries(kpis).flatMap(([id, { query: asked, freshHours }]) => {
    const query = Object.hasOwn(queries, asked) ? queries[asked] : undefined
    if (query === undefined || freshHours === undefined) return []
    const hours = hoursBetween(query)
    if (freshHours >= hours) return []
    const told = says.unheard.tooSoonOld({ kpi: id, hours, key: 'freshHours', said: freshHours })
    return [complaint(['kpis', id, 'freshHours'], 'too-soon-old', told, 'warning')]
  })
}

function timeZones(model: Model): Complaint[] {
  return Object.entries(model.kpis ?? {}).flatMap(([id, { timeZone = 'UTC' }]) =>
    lintTimeZone(timeZone, ['kpis', id, 'timeZone']),
  )
}

function versions(model: Model): Complaint[] {
  const known = Object.keys(model.versions ?? {})
  const { version } = model.serving
  const missing = () =>
    unknownName(['serving', 'version'], 'unknown-version', says.modelReferences.version, version, known)
  const listed = model.versions === undefined || known.includes(version)
  return [...(listed ? [] : [missing()]), ...orderless(known)]
}

/** Oldest first is what the file says; but of names that are whole numbers the order is lost when they stand beside others. */
function orderless(versions: readonly string[]): Complaint[] {
  const whole = versions.filter(version => /^\d+$/.test(version))
  const [first] = whole
  if (first === undefined || whole.length === versions.length) return []
  return [complaint(['versions', first], 'orderless-version', says.modelReferences.orderless(first))]
}

function channels(model: Model): Complaint[] {
  const shown = model.visibility?.channels
  if (model.visibility?.roles !== undefined && shown === undefined && model.channel === undefined)
    return [complaint(['visibility'], 'shown-nowhere', says.modelReferences.shownNowhere, 'warning')]
  if (model.channel === undefined || shown === undefined || shown.includes(model.channel)) return []
  return [complaint(['channel'], 'hidden-channel', says.modelReferences.hiddenChannel(model.channel))]
}
