import { hereIn } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { slug } from '../core/slug.ts'
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

const people = (repository: Repository) => hereIn(repository.people, 'for good')
const useCases = (repository: Repository) => Object.keys(repository.useCases)
const nameOfPerson = (id: string, { people: { people } }: Repository) => people[id]?.name
const nameOfUse = (id: string, repository: Repository) => repository.useCases[id]?.name
const isStranger = (id: string, repository: Repository) => ifStranger(repository, id)

/** All that is asked of a new model, in this order. */
export const REGISTER_QUESTIONS: readonly RegisterQuestion[] = [
  { key: 'name', asks: 'What is it called?', bad: ifBadName },
  {
    key: 'useCase',
    asks: 'What is it used for?',
    choices: useCases,
    named: nameOfUse,
    bad: oneOf('use case', useCases),
  },
  { key: 'tier', asks: 'How much harm can it do?', ...few('tier', ['low', 'medium', 'high']) },
  { key: 'business', asks: 'Who answers for its use?', choices: people, named: nameOfPerson, bad: isStranger },
  {
    key: 'technical',
    asks: 'Who answers for the model itself?',
    choices: people,
    named: nameOfPerson,
    bad: isStranger,
  },
  { key: 'version', asks: 'Which version is to run?', otherwise: '1.0.0', bad: ifOddVersion },
  {
    key: 'mode',
    asks: 'When does it answer?',
    otherwise: 'batch',
    ...few('mode', ['batch', 'triggered', 'realtime']),
  },
  { key: 'type', asks: 'What is it made with: python, r, excel, llm …?', otherwise: '', bad: ifOddType },
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

function few(what: string, words: readonly string[]): Required<Pick<RegisterQuestion, 'choices' | 'bad'>> {
  const choices = () => words
  return { choices, bad: oneOf(what, choices) }
}

function oneOf(what: string, choices: (repository: Repository) => readonly string[]): RegisterQuestion['bad'] {
  return (word, repository) => {
    const known = choices(repository)
    if (known.includes(word)) return undefined
    return noSuch(`there is no ${what} ${word}`, word, known, `the ${what}s; there are none`)
  }
}

function ifBadName(name: string, repository: Repository): NoPlan | undefined {
  if (name.length > 80) return refuse('the name is longer than 80 letters', 'say it in a few words')
  const id = slug(name)
  if (id !== '') return ifTaken(repository, id)
  const fix = 'write it with letters from a to z; `name` in the file can hold any others later'
  return refuse(`no id can be made of the name ${JSON.stringify(name)}`, fix)
}

function ifOddVersion(version: string): NoPlan | undefined {
  if (/^[0-9A-Za-z][0-9A-Za-z.+-]{0,59}$/.test(version)) return undefined
  return refuse(
    `${JSON.stringify(version)} cannot be the name of a version`,
    'use letters, digits, dots, pluses and dashes',
  )
}

function ifOddType(type: string): NoPlan | undefined {
  if (type === '' || (type.length <= 40 && /^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/.test(type))) return undefined
  return refuse(`${JSON.stringify(type)} is no word for a type`, 'say one such as python, r, excel or llm')
}
