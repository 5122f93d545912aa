import { didYouMean, quoted } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import type { People } from '../core/people.ts'
import type { Complaint } from '../core/policy-kind.ts'

/** Names in a model that nothing answers to. `people` is undefined where the people policy could not be read. */
export function modelComplaints(model: Model, people: People | undefined): Complaint[] {
  return [
    ...(people === undefined ? [] : strangers(model, people)),
    ...queries(model),
    ...versions(model),
    ...channels(model),
  ]
}

function strangers(model: Model, { people }: People): Complaint[] {
  const ids = Object.keys(people)
  const owners = Object.entries(model.owners).filter(([, id]) => !ids.includes(id))
  const roles = Object.values(people).flatMap(person => person.roles)
  const unheld = (model.visibility?.roles ?? [])
    .map((role, i) => [role, i] as const)
    .filter(([role]) => !roles.includes(role))
  return [
    ...owners.map(([owner, id]) =>
      unknownName(['owners', owner], 'unknown-person', id, 'a person in policies/people.yaml', ids),
    ),
    ...unheld.map(([role, i]) =>
      unknownName(['visibility', 'roles', i], 'unknown-role', role, 'a role anybody has', roles),
    ),
  ]
}

function queries(model: Model): Complaint[] {
  const known = Object.keys(model.queries ?? {})
  const asked = Object.entries(model.kpis ?? {}).map(([id, kpi]) => ({ at: ['kpis', id, 'query'], query: kpi.query }))
  const observe = model.serving.observe
  const all = observe === undefined ? asked : [...asked, { at: ['serving', 'observe'], query: observe }]
  return all
    .filter(({ query }) => !known.includes(query))
    .map(({ at, query }) => unknownName(at, 'unknown-query', query, 'a query of this model', known))
}

function versions(model: Model): Complaint[] {
  const known = Object.keys(model.versions ?? {})
  const listed = model.versions === undefined || known.includes(model.serving.version)
  const missing = unknownName(
    ['serving', 'version'],
    'unknown-version',
    model.serving.version,
    'one of `versions`',
    known,
  )
  return [...(listed ? [] : [missing]), ...orderless(known)]
}

/** Oldest first is what the file says; but of names that are whole numbers the order is lost when they stand beside others. */
function orderless(versions: readonly string[]): Complaint[] {
  const whole = versions.filter(version => /^\d+$/.test(version))
  if (whole.length === 0 || whole.length === versions.length) return []
  const says = `\`${whole[0]}\` is a whole number and the other versions are not, so their order cannot be kept.`
  return [{ at: ['versions', whole[0] ?? ''], code: 'orderless-version', says, fix: `Write "${whole[0]}.0"` }]
}

function channels(model: Model): Complaint[] {
  const shown = model.visibility?.channels
  if (model.channel === undefined || shown === undefined || shown.includes(model.channel)) return []
  const says = 'The model’s own channel is not among those where it may be shown.'
  return [{ at: ['channel'], code: 'hidden-channel', says, fix: `Add ${model.channel} to visibility.channels` }]
}

function unknownName(
  at: Complaint['at'],
  code: string,
  name: string,
  what: string,
  known: readonly string[],
): Complaint {
  const possible = [...new Set(known)]
  const fix =
    possible.length === 0 ? `There is none yet: add \`${name}\`` : `Write one of: ${possible.slice(0, 12).join(', ')}`
  return { at, code, says: `${quoted(name)} is not ${what}.${didYouMean(name, possible)}`, fix }
}
