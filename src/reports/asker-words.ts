import type { Request } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import { person, ping, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { byTrigger } from './training-words.ts'

export interface Asked {
  readonly asked: Pick<Change['asked'], 'by'>
  readonly request: Pick<Request, 'playbook' | 'trigger'>
}

/** Who asked for a change; what nobody asked for says so. */
export function askerWords({ asked, request }: Asked): Words {
  return itselfWords(request) ?? [person(asked.by)]
}

/** The same, to call them; of what asks by itself there is nobody to call. */
export function askerCalled(change: Asked): Words {
  return itselfWords(change.request) ?? [ping(change.asked.by)]
}

/** What asked by itself; undefined where a person did. */
export function itselfWords({ playbook, trigger }: Pick<Request, 'playbook' | 'trigger'>): Words | undefined {
  if (playbook !== undefined) return byItself(playbook)
  return trigger === undefined ? undefined : byTrigger(trigger)
}

/** `the playbook retrain-on-drift, automatically`, as plain text too. */
export const byItself = (playbook: string): Words => says.askerWords.byItself(playbook)

/** `, pull request #7`, where there is one. */
export const pullOf = ({ pull }: Pick<Change, 'pull'>) =>
  pull === undefined ? '' : `, ${says.askerWords.pull(pull.pull)}`

/** `a, b or c`, each as it is given. */
export const inWords = (all: Words, last: 'and' | 'or'): Words => says.askerWords.list[last](all)

/** `a, b or c`. */
export const eitherOf = (people: readonly string[]): Words =>
  inWords(
    people.map(id => person(id)),
    'or',
  )
