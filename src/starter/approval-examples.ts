import type { Need } from '../approvals/approval.ts'
import { yamlScalar } from '../repository/yaml-scalar.ts'
import { says } from '../words/says.ts'

const NAMES = ['bo', 'chen', 'dana']
const WHY = says.approvalExamples

interface Vote {
  readonly by: string
  readonly as: readonly string[]
  readonly via?: string | undefined
  readonly is?: 'deny'
  readonly hours?: number
}

/** Examples on both sides of everything an approvals policy decides: who, how many, by which door, until when. */
export function approvalExamples(needs: readonly Need[], withinHours: number): string {
  const votes = needs.map((need, i): Vote => ({ by: NAMES[i] ?? '', as: [need.role], via: need.via?.[0] }))
  if (votes.length === 0) return example([], 'approved')
  const last = (hours: number) => votes.map((vote, i) => (i === votes.length - 1 ? { ...vote, hours } : vote))
  return [
    example(votes, 'approved'),
    ...(votes.length > 1 ? votes.map((_, i) => example(votes.toSpliced(i, 1), 'pending')) : []),
    ...(votes.length > 1 ? [example(sameVoter(votes), 'pending', WHY.oncePerPerson)] : []),
    example(firstBy('ana', votes), 'pending', WHY.asker),
    example(votes, 'pending', WHY.author, 'bo'),
    example([...votes, { by: 'bo', as: [], is: 'deny', hours: 1 }], 'denied', WHY.lastWord),
    example(
      votes.map(vote => ({ ...vote, as: ['another-role'] })),
      'pending',
    ),
    ...doors(votes),
    example(last(withinHours), 'approved', WHY.atDeadline),
    example(last(withinHours + 0.01), 'expired', WHY.afterDeadline),
  ].join('')
}

function sameVoter(votes: readonly Vote[]): readonly Vote[] {
  const as = votes.flatMap(vote => vote.as)
  return votes.map((vote, i) => ({ ...vote, by: 'bo', as: i === 0 ? as : [] }))
}

function firstBy(by: string, [first, ...others]: readonly Vote[]): readonly Vote[] {
  return first === undefined ? [] : [{ ...first, by }, ...others]
}

function doors(votes: readonly Vote[]): readonly string[] {
  if (votes.every(vote => vote.via === undefined)) return []
  const inSlack = votes.map(({ by, as }) => ({ by, as }))
  return [example(inSlack, 'pending', WHY.wrongDoor)]
}

function example(votes: readonly Vote[], then: string, because?: string, author?: string): string {
  if (votes.length === 0) return `  - { asks: ana, votes: [], then: ${then} }\n`
  const list = votes.map(vote => `      - ${voteOf(vote)}\n`).join('')
  const authors = author === undefined ? '' : `    authors: [${author}]\n`
  const why = because === undefined ? '' : `    because: ${yamlScalar(because)}\n`
  return `  - asks: ana\n${authors}    votes:\n${list}    then: ${then}\n${why}`
}

function voteOf({ by, as, via, is, hours }: Vote): string {
  const parts = [
    `by: ${by}`,
    ...(as.length > 0 ? [`as: [${as.join(', ')}]`] : []),
    ...(via === undefined ? [] : [`via: ${via}`]),
    ...(is === undefined ? [] : [`is: ${is}`]),
    ...(hours === undefined ? [] : [`hours: ${hours}`]),
  ]
  return `{ ${parts.join(', ')} }`
}
