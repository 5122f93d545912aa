import { nearest } from '../core/did-you-mean.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { Answers } from './answers.ts'
import { madeUpPeople } from './made-up-people.ts'
import { peopleOf } from './person.ts'
import { reference } from './reference.ts'
import type { Known, Said } from './said.ts'

const TIERS: readonly string[] = ['low', 'medium', 'high']

/** What is filled in some other day. */
export const isLater = (text: string | undefined) => text?.trim().toLowerCase() === 'later'

/** Who is there already, else who was said, else those who keep the places. */
export function peopleSaid({ person = '' }: Said, { people }: Known): Answers['people'] {
  if (people !== undefined) return people
  return isLater(person) ? madeUpPeople() : peopleOf(person.split('\n')).people
}

/** Two ids; one stands for both. */
export function ownersSaid(text: string): readonly string[] {
  const [business = '', technical = business] = text.split(/[\s,]+/).filter(Boolean)
  return [business, technical]
}

export function badText(text: string, flag: string): readonly Problem[] {
  if (text.trim() !== '' && text.length <= 80 && text.isWellFormed()) return []
  return [problem('bad-answer', ...says.answerChecks.text(flag))]
}

export function badTeam(text: string): readonly Problem[] {
  if (isLater(text) || /^[TE][A-Z0-9]{2,}$/.test(text)) return []
  return [problem('bad-answer', ...says.answerChecks.team(text))]
}

export function badChannel(text: string): readonly Problem[] {
  if (isLater(text) || /^[CG][A-Z0-9]{2,}$/.test(text)) return []
  return [problem('bad-answer', ...says.answerChecks.channel(text))]
}

export function badPeople(text: string, _: Said, { people }: Known): readonly Problem[] {
  if (people !== undefined || isLater(text)) return []
  const told = peopleOf(text.split('\n'))
  if (told.problems.length > 0 || Object.keys(told.people).length > 0) return told.problems
  return [problem('bad-person', ...says.answerChecks.nobody())]
}

export function badReference(text: string): readonly Problem[] {
  const found = reference(text)
  return 'fix' in found ? [found] : []
}

export function badTier(text: string): readonly Problem[] {
  if (TIERS.includes(text)) return []
  return [problem('bad-answer', ...says.answerChecks.tier(text, nearest(text, TIERS), TIERS))]
}

/** Without words of its own a use is named after the model: where that is wrong, nothing more is said. */
export function badUseCase(text: string, { model }: Said): readonly Problem[] {
  const follows = text === '' && model !== undefined && badReference(model).length > 0
  return follows ? [] : badText(text, '--use-case')
}

/** Nobody can be told from people who could not be read. */
export function badOwners(text: string, said: Said, known: Known): readonly Problem[] {
  if (badPeople(said.person ?? '', said, known).length > 0) return []
  const ids = Object.keys(peopleSaid(said, known))
  const strangers = ownersSaid(text).filter(id => !ids.includes(id))
  return [...new Set(strangers)].map(id =>
    problem('unknown-person', ...says.answerChecks.stranger(id, nearest(id, ids), ids)),
  )
}
