import type { Repository } from '../core/repository.ts'
import { type Mutant, mutantsOf } from '../mutation/mutants.ts'
import type { Mutator } from '../mutation/mutation.ts'
import { nearExamples } from '../mutation/near-examples.ts'
import type { AnyKind } from '../repository/kinds.ts'
import { misfits } from '../repository/schema.ts'
import { type FactSchema, factSchema } from '../rules/fact-schema.ts'

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
  const bench: Bench = { policy, kind, repository, facts: factSchema(Object.values(repository.models)) }
  const answers = answersOf(kind, policy).join()
  const before = refusals(bench, policy)
  // What is no rule, or is too large for one, answers nothing: its failing example says so already.
  if (before.some(it => /^(bad-rule|rule-too-large) /.test(it))) return []
  return mutantsOf(policy, kind, bench.facts).map(mutant => {
    const { mutator, at, says } = mutant
    const told = { mutator, at, says }
    if (misfits(kind.schema, mutant.policy).length > 0) return { ...told, fate: 'refused' }
    if (answersOf(kind, mutant.policy).join() !== answers) return { ...told, fate: 'killed' }
    if (refusals(bench, mutant.policy).some(it => !before.includes(it))) return { ...told, fate: 'refused' }
    const example = telling(bench, mutant.policy, before)
    return { ...told, fate: 'survived', ...(example !== undefined && { example }) }
  })
}

interface Bench {
  readonly policy: unknown
  readonly kind: AnyKind
  readonly repository: Repository
  readonly facts: FactSchema
}

function answersOf(kind: AnyKind, policy: unknown): readonly string[] {
  return kind.examples?.(policy as never).map(result => result.got) ?? []
}

/** What `kedge check` would say if the policy were written so. */
function refusals({ policy, kind, repository }: Bench, instead: unknown): readonly string[] {
  const others = repository.policies[kind.kind] ?? []
  const policies = { ...repository.policies, [kind.kind]: others.map(other => (other === policy ? instead : other)) }
  const complaints = kind.complaints?.(instead as never, { ...repository, policies }) ?? []
  return complaints
    .filter(it => it.level === undefined || it.level === 'error')
    .map(it => `${it.code} ${it.at.join('.')}`)
}

/** An example, near those that are there, that the two answer differently; with the answer of the policy as it is. */
function telling(bench: Bench, mutant: unknown, before: readonly string[]): unknown {
  const { kind, facts } = bench
  const policy = bench.policy as Readonly<Record<string, unknown>>
  const alone = (it: unknown, example: unknown) => ({ ...(it as object), examples: [example] })
  const fits = (it: unknown) => misfits(kind.schema, it).length === 0
  let left = MOST
  for (const example of nearExamples(policy, kind.decides ?? [], facts)) {
    left -= 1
    if (left < 0) return undefined
    if (!fits(alone(policy, example))) continue
    const [is] = answersOf(kind, alone(policy, example))
    if (is === answersOf(kind, alone(mutant, example))[0]) continue
    const { because: _, ...bare } = example as Readonly<Record<string, unknown>>
    // biome-ignore lint/suspicious/noThenProperty: examples read `facts …, then …`; nobody awaits one.
    const said = alone(policy, { ...bare, then: is })
    if (fits(said) && refusals(bench, said).every(it => before.includes(it))) return said.examples[0]
  }
  return undefined
}
