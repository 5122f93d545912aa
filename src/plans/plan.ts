import type { ChangeKind } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import { hereIn, type When } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

/** What is to be done to the files, and what that means. Whether it may be done is for the rules to say. */
export interface Plan {
  readonly kind: ChangeKind
  /** In a few words, as the title of its pull request. */
  readonly title: string
  readonly edits: readonly Edit[]
  /** The id of the model that is there afterwards, where it makes one. */
  readonly makes?: string
  /** Versions, where it moves the one that serves. */
  readonly from?: string
  readonly to?: string
}

/** A plan that moves the version that serves. */
export type VersionPlan = Plan & Required<Pick<Plan, 'from' | 'to'>>

/** It makes no sense, whoever asks. */
export interface NoPlan {
  readonly refused: {
    readonly says: string
    readonly fix: string
    /** Which answer it is about, where several are asked for. */
    readonly about?: string
  }
}

export function refuse(wrong: string, fix: string): NoPlan {
  return { refused: { says: wrong, fix } }
}

/** Said of one answer, where several are asked for. */
export function about(answer: string, { refused }: NoPlan): NoPlan {
  return { refused: { ...refused, about: answer } }
}

/** For a name nothing answers to; `none` is said where there is nothing to choose from. */
export function noSuch(wrong: string, name: string, known: readonly string[], none = ''): NoPlan {
  if (known.length === 0) return refuse(wrong, none)
  const near = nearest(name, known)
  return refuse(wrong, near === undefined ? says.plan.oneOf(known) : says.plan.near(near))
}

export function pathOf({ paths }: Repository, { id }: Model): string {
  return paths[`model/${id}`] ?? `models/${id}.yaml`
}

/** What is retired does not come back, and nothing more is asked of it. */
export function ifRetired({ id, stage }: Model): NoPlan | undefined {
  return stage === 'retired' ? refuse(...says.plan.retired(id)) : undefined
}

/** Why somebody is not to be named; undefined for a person who is here. What a file will say is to hold for good. */
export function ifStranger(repository: Repository, id: string, when: When = 'for good'): NoPlan | undefined {
  const { people } = repository.people
  const here = hereIn(repository.people, when)
  if (here.includes(id)) return undefined
  const { left, nobody, noPeople } = says.plan
  const wrong = Object.hasOwn(people, id) ? left(id, `${people[id]?.left}`) : nobody(id)
  return noSuch(wrong, id, here, noPeople)
}

/** A reason is read by people later, so it has to say something. */
export function ifSilent(because: string): NoPlan | undefined {
  return because.trim() === '' ? refuse(...says.plan.silent()) : undefined
}
