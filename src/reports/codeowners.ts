import type { ApprovalsRule } from '../approvals/approval.ts'
import type { Model } from '../core/model.ts'
import { isHere } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

/** Where GitHub looks first. */
export const CODEOWNERS = '.github/CODEOWNERS'
/** Begins what Kedge wrote, so that a file by people is never taken for its own. */
export const CODEOWNERS_HEADER = `# ${says.codeowners.header}`

/** Whom GitHub asks to review which file. The last line that fits a path counts, so the folder stands before its files. */
export function codeowners(repository: Repository): string {
  const rules = ruleOwners(repository)
  const lines: readonly (readonly [path: string, people: readonly string[]])[] = [
    ['/models/', []],
    ...inventory(repository),
    ['/policies/', rules],
    ['/.github/', rules],
  ]
  const written = lines.map(([path, people]) => line(path, owners(people, repository)))
  return `${[CODEOWNERS_HEADER, `# ${says.codeowners.meaning}`, ...written].join('\n')}\n`
}

function inventory({
  models,
  useCases,
  sources,
  profiles,
}: Repository): (readonly [path: string, people: readonly string[]])[] {
  const owned = [
    ...Object.values(models).map(model => ({ id: model.id, people: modelOwners(model) })),
    ...Object.values(profiles).map(({ id, model }) => ({
      id,
      people: models[model] ? modelOwners(models[model]) : [],
    })),
    ...[...Object.values(useCases), ...Object.values(sources)].map(({ id, owner }) => ({ id, people: [owner] })),
  ]
  return owned.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, people }) => [`/models/${id}.yaml`, people])
}

function line(path: string, logins: readonly string[]): string {
  if (logins.length === 0) return `# ${says.codeowners.nobodyOwns(path)}`
  return [path, ...logins.map(login => `@${login}`)].join(' ')
}

/** Those who are here and on GitHub, once each; where it knows none of them, who answers for the whole process. */
function owners(people: readonly string[], repository: Repository): readonly string[] {
  const known = logins(people, repository)
  return known.length > 0 ? known : logins(processOwner(repository), repository)
}

function logins(people: readonly string[], { people: { people: all } }: Repository): readonly string[] {
  const here = people.flatMap(id => (Object.hasOwn(all, id) && isHere(all[id], 'for good') ? (all[id] ?? []) : []))
  return [...new Set(here.flatMap(person => person.github?.login ?? []))]
}

/** Who knows the model, then whom it is for, then the others and who stands in for them, in an order that no edit of the file moves. */
function modelOwners({ owners: { technical, business, ...others }, deputies = {} }: Model): readonly string[] {
  return [technical, business, ...inOrder(others), ...inOrder(deputies)]
}

function inOrder(people: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = Object.entries(people).sort(([a], [b]) => (a < b ? -1 : 1))
  return named.flatMap(([, person]) => person ?? [])
}

/** The process owner, and everybody who may approve a change of the rules. */
function ruleOwners(repository: Repository): readonly string[] {
  const policies = (repository.policies.approvals ?? []) as readonly ApprovalsRule[]
  const needs = policies.filter(({ covers }) => covers.includes('rules')).flatMap(policy => policy.needs)
  const roles = new Set(needs.map(need => need.role))
  const approving = Object.entries(repository.people.people).filter(([, person]) =>
    person.roles.some(r => roles.has(r)),
  )
  return [...processOwner(repository), ...approving.map(([id]) => id).sort()]
}

function processOwner({ people: { processOwner: owner } }: Repository): readonly string[] {
  return owner === undefined ? [] : [owner]
}
