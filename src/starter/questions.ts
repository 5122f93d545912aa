import type { Problem } from '../core/problem.ts'
import {
  badChannel,
  badOwners,
  badPeople,
  badReference,
  badTeam,
  badText,
  badTier,
  badUseCase,
  peopleSaid,
} from './answer-checks.ts'
import { PERSON_LINE } from './person.ts'
import { REFERENCES, reference } from './reference.ts'
import type { Key, Known, Said } from './said.ts'

export interface Question {
  readonly key: Key
  readonly flag: string
  readonly asks: string
  readonly oneOf?: readonly string[]
  /** Whether the answer has several lines. */
  readonly lines?: true
  /** What is meant where nobody says anything. */
  readonly otherwise: (said: Said, known: Known) => string
  readonly bad: (text: string, said: Said, known: Known) => readonly Problem[]
}

/** All that is asked, in this order. Who adds one takes away another: there are eight. */
export const QUESTIONS: readonly Question[] = [
  {
    key: 'organisation',
    flag: '--organisation <name>',
    asks: 'Whose models are these? The name of the organisation',
    otherwise: (_, { folder }) => folder,
    bad: text => badText(text, '--organisation'),
  },
  {
    key: 'slack',
    flag: '--slack <id>',
    asks: 'The id of the Slack workspace: app.slack.com/client/T…; or: later',
    otherwise: () => 'later',
    bad: badTeam,
  },
  {
    key: 'channel',
    flag: '--channel <id>',
    asks: 'The id of the channel where approvals are asked for: channel → About; or: later',
    otherwise: () => 'later',
    bad: badChannel,
  },
  {
    key: 'person',
    flag: '--person <line>',
    asks: `The people, one a line, then Enter twice: ${PERSON_LINE}; or: later`,
    lines: true,
    otherwise: () => 'later',
    bad: badPeople,
  },
  {
    key: 'model',
    flag: '--model <reference>',
    asks: `The first model, as its registry names it: ${REFERENCES[0]}, ${REFERENCES[3]} …`,
    otherwise: () => 'mlflow:/models/example/1',
    bad: badReference,
  },
  {
    key: 'tier',
    flag: '--tier <tier>',
    asks: 'How much harm can it do?',
    oneOf: ['low', 'medium', 'high'],
    otherwise: () => 'low',
    bad: badTier,
  },
  {
    key: 'owners',
    flag: '--owners <business,technical>',
    asks: 'Who answers for its use, and who for the model itself?',
    otherwise: (said, known) => Object.keys(peopleSaid(said, known)).slice(0, 2).join(','),
    bad: badOwners,
  },
  {
    key: 'useCase',
    flag: '--use-case <words>',
    asks: 'What is it used for, in a few words?',
    otherwise: ({ model = '' }) => {
      const found = reference(model)
      return 'name' in found ? `Use of ${found.name}`.slice(0, 80).toWellFormed() : ''
    },
    bad: badUseCase,
  },
]

/** Those that are still open. Who is there already is not asked for again. */
export function openQuestions(said: Said, { people }: Known): readonly Question[] {
  const settled = (key: Key) => people !== undefined && (key === 'person' || key === 'slack')
  return QUESTIONS.filter(({ key }) => said[key] === undefined && !settled(key))
}

/** Every open question answered as where nobody says anything. */
export function withDefaults(said: Said, known: Known): Said {
  const all: Partial<Record<Key, string>> = { ...said }
  for (const { key, otherwise } of openQuestions(said, known)) all[key] = otherwise(all, known)
  return all
}
