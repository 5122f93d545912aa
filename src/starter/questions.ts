import type { Problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
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
    asks: says.questions.organisation,
    otherwise: (_, { folder }) => folder,
    bad: text => badText(text, '--organisation'),
  },
  {
    key: 'slack',
    flag: '--slack <id>',
    asks: says.questions.slack,
    otherwise: () => 'later',
    bad: badTeam,
  },
  {
    key: 'channel',
    flag: '--channel <id>',
    asks: says.questions.channel,
    otherwise: () => 'later',
    bad: badChannel,
  },
  {
    key: 'person',
    flag: '--person <line>',
    asks: says.questions.person(PERSON_LINE),
    lines: true,
    otherwise: () => 'later',
    bad: badPeople,
  },
  {
    key: 'model',
    flag: '--model <reference>',
    asks: says.questions.model(REFERENCES[0], REFERENCES[3]),
    otherwise: () => 'mlflow:/models/example/1',
    bad: badReference,
  },
  {
    key: 'tier',
    flag: '--tier <tier>',
    asks: says.questions.tier,
    oneOf: ['low', 'medium', 'high'],
    otherwise: () => 'low',
    bad: badTier,
  },
  {
    key: 'owners',
    flag: '--owners <business,technical>',
    asks: says.questions.owners,
    otherwise: (said, known) => Object.keys(peopleSaid(said, known)).slice(0, 2).join(','),
    bad: badOwners,
  },
  {
    key: 'useCase',
    flag: '--use-case <words>',
    asks: says.questions.useCase,
    otherwise: ({ model = '' }) => {
      const found = reference(model)
      return 'name' in found ? says.questions.useOf(found.name).slice(0, 80).toWellFormed() : ''
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
