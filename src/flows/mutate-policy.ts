import type { Repository } from '../core/repository.ts'
import { type Mutant, mutantsOf } from '../mutation/mutants.ts'
import type { Mutator } from '../mutation/mutation.ts'
import { nearExamples } from '../mutation/near-examples.ts'
import type { AnyKind } from '../repository/kinds.ts'
import { misfits } from '../repository/schema.ts'
import { factSchema } from '../rules/fact-schema.ts'

/** Writing an example by hand takes no longer than looking at so many. */
const MOST = 5000

export interface JudgedMutant {
  readonly mutator: Mutator
  readonly at: Mutant['at']
  readonly says: string
  /** Killed by an example, refused before any is asked, or not noticed by anything. */
  readonly fate: 'killed' | 'refused' | 'survived'
  /** One that would notice it. */
  readonly example?: unknown
}

/** What becomes of each mutant of a policy. */
export function mutatePolicy(policy: unknown, kind: AnyKind, repository: Repository): readonly JudgedMutant[] {
  const answers = answersOf(kind, policy).join()
  const before = refusals(kind, policy, policy, repository)
  return mutantsOf(policy, kind, factSchema(Object.values(repository.models))).map(mutant => {
    const { mutator, at, says } = mutant
    const told = { mutator, at, says }
    if (misfits(kind.schema, mutant.policy).length > 0) return { ...told, fate: 'refused' }
    if (answersOf(kind, mutant.policy).join() !== answers) return { ...told, fate: 'killed' }
    if (refusals(kind, policy, mutant.policy, repository).some(it => !before.includes(it)))
      return { ...told, fate: 'refused' }
    const example = telling(kind, policy, mutant.policy)
    return { ...told, fate: 'survived', ...(example !== undefined && { example }) }
  })
}

function answersOf(kind: AnyKind, policy: unknown): readonly string[] {
  return kind.examples?.(policy as never).map(result => result.got) ?? []
}

/** What `kedge check` would say if the policy were written so. */
function refusals(kind: AnyKind, policy: unknown, mutant: unknown, repository: Repository): readonly string[] {
  const others = repository.policies[kind.kind] ?? []
  const policies = { ...repository.policies, [kind.kind]: others.map(other => (other === policy ? mutant : other)) }
  const complaints = kind.complaints?.(mutant as never, { ...repository, policies }) ?? []
  return complaints
    .filter(it => it.level === undefined || it.level === 'error')
    .map(it => `${it.code} ${it.at.join('.')}`)
}

/** An example, near those that are there, that the two answer differently; with the answer of the policy as it is. */
function telling(kind: AnyKind, policy: unknown, mutant: unknown): unknown {
  const alone = (it: unknown, example: unknown) => ({ ...(it as object), examples: [example] })
  let left = MOST
  for (const example of nearExamples(policy as Readonly<Record<string, unknown>>)) {
    left -= 1
    if (left < 0) return undefined
    if (misfits(kind.schema, alone(policy, example)).length > 0) continue
    const [is] = answersOf(kind, alone(policy, example))
    const [would] = answersOf(kind, alone(mutant, example))
    const { because: _, ...bare } = example as Readonly<Record<string, unknown>>
    // biome-ignore lint/suspicious/noThenProperty: examples read `facts …, then …`; nobody awaits one.
    const said = { ...bare, then: is }
    if (is !== would && misfits(kind.schema, alone(policy, said)).length === 0) return said
  }
  return undefined
}
