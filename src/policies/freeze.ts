import Type, { type Static } from 'typebox'
import { CHANGE_KINDS, type ChangeKind, type Finding } from '../core/change.ts'
import { freezeBranches, freezeMeaning } from '../core/freeze-tested.ts'
import { FROZEN, frozenUntil, lintFrozen, lintMoments, lintOver } from '../core/frozen.ts'
import { Instant } from '../core/local-time.ts'
import { closed, Id } from '../core/naming.ts'
import { lintRole, lintSelector } from '../core/policy-complaints.ts'
import { type Complaint, concerns, type ExampleResult, type Matter, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'
import { says } from '../words/says.ts'

const Kinds = Type.Array(Type.Enum([...CHANGE_KINDS]), { minItems: 1, uniqueItems: true })

const Example = Type.Object(
  {
    at: Instant,
    change: Type.Enum([...CHANGE_KINDS]),
    // biome-ignore lint/suspicious/noThenProperty: examples read `at …, then …`; a schema is never awaited.
    then: Type.Enum(['pass', 'fail', 'skip']),
    because: Type.Optional(Type.String()),
  },
  closed,
)

export const Freeze = Type.Object(
  {
    kind: Type.Literal('freeze'),
    id: Id,
    because: Type.String({ minLength: 1, description: says.freeze.fields.because }),
    fix: Type.String({ minLength: 1, description: says.freeze.fields.fix }),
    severity: Type.Optional(Type.Enum(['block', 'warn'], { description: says.freeze.fields.severity })),
    appliesTo: Type.Optional(AppliesTo),
    covers: Type.Optional({ ...Kinds, description: says.freeze.fields.covers }),
    ...FROZEN,
    exceptions: Type.Optional(
      Type.Array(
        Type.Object(
          { covers: Kinds, because: Type.String({ minLength: 1, description: says.freeze.fields.exceptionBecause }) },
          closed,
        ),
        { minItems: 1, description: says.freeze.fields.exceptions },
      ),
    ),
    mayWaive: Type.Optional(Type.Array(Type.String(), { uniqueItems: true, description: says.freeze.fields.mayWaive })),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.freeze.fields.about },
)
export type Freeze = Static<typeof Freeze>

export default policyKind({
  kind: 'freeze',
  summary: says.freeze.summary,
  schema: Freeze,
  examples,
  failing: ['fail'],
  decides: ['covers', 'timeZone', 'from', 'until', 'weekly', 'exceptions'],
  meaning: freezeMeaning,
  branches: freeze => freezeBranches(freeze, examples(freeze)),
  complaints,
  judge,
  today: lintOver,
})

function judge(freeze: Freeze, matter: Matter): Finding | undefined {
  const { model, change, now } = matter
  if (change === undefined) return undefined
  const { outcome, trace } = concerns(freeze.appliesTo, matter)
    ? outcomeOf(freeze, change.kind, now)
    : { outcome: 'skip' as const, trace: [says.freeze.notItsModel(model.id)] }
  return {
    policy: freeze.id,
    outcome,
    severity: freeze.severity ?? 'block',
    because: freeze.because,
    fix: freeze.fix.replaceAll('{model}', model.id),
    trace,
    named: ['change.kind'],
    ...(freeze.mayWaive && { mayWaive: freeze.mayWaive }),
  }
}

function outcomeOf(freeze: Freeze, kind: ChangeKind, now: Date): Pick<Finding, 'outcome' | 'trace'> {
  if (!covers(freeze, kind)) return { outcome: 'skip', trace: [says.freeze.doesNotStop(kind)] }
  const end = frozenUntil(freeze, now)
  if (end === undefined)
    return { outcome: 'pass', trace: [says.freeze.outside(says.figures.localWords(now, freeze.timeZone))] }
  const frozen = end === 'never' ? says.freeze.noEnd : says.freeze.until(says.figures.localWords(end, freeze.timeZone))
  const exception = freeze.exceptions?.find(it => it.covers.includes(kind))
  if (exception === undefined) return { outcome: 'fail', trace: [frozen] }
  return { outcome: 'pass', trace: [frozen, says.freeze.excepted(kind, exception.because)] }
}

function covers(freeze: Freeze, kind: ChangeKind): boolean {
  return freeze.covers?.includes(kind) ?? true
}

function examples(freeze: Freeze): readonly ExampleResult[] {
  const wrong = lintMoments(freeze).map(it => it.says)
  return freeze.examples.map(({ at, change, then }, index) => {
    if (wrong.length > 0) return { index, expected: then, got: 'error', trace: wrong }
    const { outcome, trace } = outcomeOf(freeze, change, new Date(at))
    return { index, expected: then, got: outcome, trace }
  })
}

function complaints(freeze: Freeze, repository: Repository): readonly Complaint[] {
  const wrong = lintMoments(freeze)
  return [
    ...lintSelector(freeze.appliesTo, repository),
    ...(wrong.length > 0 ? wrong : lintFrozen(freeze)),
    ...stopsTheWayBack(freeze),
    ...needlessExceptions(freeze),
    ...(freeze.mayWaive ?? []).flatMap((role, i) => lintRole(role, ['mayWaive', i], repository)),
  ]
}

/** To forget the way back to safety is likely, and is noticed on the worst of days. */
function stopsTheWayBack(freeze: Freeze): Complaint[] {
  const excepted = (freeze.exceptions ?? []).flatMap(it => it.covers)
  const stopped = (['rollback', 'hold'] as const).filter(kind => covers(freeze, kind) && !excepted.includes(kind))
  if (stopped.length === 0 || freeze.severity === 'warn') return []
  return [{ at: ['exceptions'], code: 'stops-the-way-back', ...says.freeze.stopsTheWayBack(stopped), level: 'warning' }]
}

function needlessExceptions(freeze: Freeze): Complaint[] {
  return (freeze.exceptions ?? []).flatMap((exception, i) =>
    exception.covers.flatMap((kind, j): Complaint[] => {
      if (covers(freeze, kind)) return []
      const at = ['exceptions', i, 'covers', j]
      return [{ at, code: 'needless-exception', ...says.freeze.needless(kind), level: 'warning' }]
    }),
  )
}
