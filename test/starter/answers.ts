import type { Answers } from '../../src/starter/answers.ts'
import { peopleOf } from '../../src/starter/person.ts'
import { type Reference, reference } from '../../src/starter/reference.ts'

const everything = 'modelops+model-validation+governance'

/** Three people who may all approve everything. */
export const TEAM = [
  `Ana Ruiz:${everything}:ana-ruiz:4117:U0ANA`,
  `Bo Lindqvist:${everything}:bo-l:4118:U0BO`,
  `Chen Wei:${everything}:chen-wei:4119:U0CHEN`,
]

export function referenceOf(text: string, digest?: string): Reference {
  const found = reference(text, digest)
  if ('fix' in found) throw new Error(found.says)
  return found
}

/** Answers that leave nothing to be filled in later. */
export function answersOf(more: Partial<Answers> = {}): Answers {
  return {
    organisation: 'Acme',
    slackTeam: 'T0ACME123',
    channel: 'C0APPROVE',
    people: peopleOf(TEAM).people,
    model: referenceOf('mlflow:/models/churn/3'),
    tier: 'low',
    owners: { business: 'ana', technical: 'bo' },
    useCase: 'Keeping customers',
    tiers: ['low', 'medium', 'high'],
    kedge: '0'.repeat(40),
    today: '2026-11-25',
    ...more,
  }
}
