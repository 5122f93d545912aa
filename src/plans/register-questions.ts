import { hereIn } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { slug } from '../core/slug.ts'
import { says } from '../words/says.ts'
import { ifTaken } from './new-file.ts'
import { about, ifStranger, type NoPlan, noSuch, refuse } from './plan.ts'
import type { Registration } from './registration.ts'

export interface RegisterQuestion {
  readonly key: keyof Registration
  readonly asks: string
  /** What can be answered, where it is one of a few. */
  readonly choices?: (repository: Repository) => readonly string[]
  /** What a choice is called, where its id says little. */
  readonly named?: (choice: string, repository: Repository) => string | undefined
  /** What is meant where nobody says anything; where this is left out, somebody has to. Empty: nothing is said of it. */
  readonly otherwise?: string
  readonly bad: (answer: string, repository: Repository) => NoPlan | undefined
}

const { asks, unknown, noUseCases } = says.planRegisterQuestions

const people = (repository: Repository) => hereIn(repository.people, 'for good')
const useCases = (repository: Repository) => Object.keys(repository.useCases)
const nameOfPerson = (id: string, { people: { people } }: Repository) => people[id]?.name
const nameOfUse = (id: string, repository: Repository) => repository.useCases[id]?.name
const isStranger = (id: string, repository: Repository) => ifStranger(repository, id)

/** All that is asked of a new model, in this order. */
export const REGISTER_QUESTIONS: readonly RegisterQuestion[] = [
  { key: 'name', asks: asks.name, bad: ifBadName },
  {
    key: 'useCase',
    asks: asks.useCase,
    choices: useCases,
    named: nameOfUse,
    bad: oneOf(unknown.useCase, useCases, noUseCases),
  },
  { key: 'tier', asks: asks.tier, ...few(unknown.tier, ['low', 'medium', 'high']) },
  { key: 'business', asks: asks.business, choices: people, named: nameOfPerson, bad: isStranger },
  {
    key: 'technical',
    asks: asks.technical,
    choices: people,
    named: nameOfPerson,
    bad: isStranger,
  },
  { key: 'version', asks: asks.version, otherwise: '1.0.0', bad: ifOddVersion },
  {
    key: 'mode',
    asks: asks.mode,
    otherwise: 'batch',
    ...few(unknown.mode, ['batch', 'triggered', 'realtime']),
  },
  { key: 'type', asks: asks.type, otherwise: '', bad: ifOddType },
]

export type Answers = Readonly<Record<keyof Registration, string>>

/** Every answer as it is meant. */
export function answersOf(asked: Registration): Answers {
  const all = REGISTER_QUESTIONS.map(({ key, otherwise = '' }) => [key, asked[key]?.trim() || otherwise])
  return Object.fromEntries(all) as Answers
}

/** The first answer that cannot be used, and which one that is. */
export function ifMisunderstood(repository: Repository, answers: Answers): NoPlan | undefined {
  return misunderstood(repository, answers)[0]
}

/** Every answer that cannot be used, in the order of the questions. */
export function misunderstood(repository: Repository, answers: Answers): readonly NoPlan[] {
  return REGISTER_QUESTIONS.flatMap(({ key, bad }) => {
    const found = bad(answers[key], repository)
    return found === undefined ? [] : [about(key, found)]
  })
}

type Unknown = (word: string) => string

function few(wrong: Unknown, words: readonly string[]): Required<Pick<RegisterQuestion, 'choices' | 'bad'>> {
  const choices = () => words
  return { choices, bad: oneOf(wrong, choices) }
}

function oneOf(
  wrong: Unknown,
  choices: (repository: Repository) => readonly string[],
  none?: string,
): RegisterQuestion['bad'] {
  return (word, repository) => {
    const known = choices(repository)
    return known.includes(word) ? undefined : noSuch(wrong(word), word, known, none)
  }
}

/** Letters of a name. */
const NAME_MOST = 80

function ifBadName(name: string, repository: Repository): NoPlan | undefined {
  if (name.length > NAME_MOST) return refuse(...says.planRegisterQuestions.longName(NAME_MOST))
  const id = slug(name)
  return id === '' ? refuse(...says.planRegisterQuestions.noId(name)) : ifTaken(repository, id)
}

function ifOddVersion(version: string): NoPlan | undefined {
  if (/^[0-9A-Za-z][0-9A-Za-z.+-]{0,59}$/.test(version)) return undefined
  return refuse(...says.planRegisterQuestions.oddVersion(version))
}

function ifOddType(type: string): NoPlan | undefined {
  if (type === '' || (type.length <= 40 && /^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/.test(type))) return undefined
  return refuse(...says.planRegisterQuestions.oddType(type))
}
