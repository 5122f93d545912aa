import type { Change } from '../core/change-state.ts'
import { person, ping, type Words } from '../core/document.ts'
import { says } from '../words/says.ts'

type Asked = Pick<Change, 'asked' | 'request'>

/** Who asked for a change; what nobody asked for says so. */
export function askerWords({ asked, request: { playbook } }: Asked): Words {
  return playbook === undefined ? [person(asked.by)] : byItself(playbook)
}

/** The same, to call them; of a playbook there is nobody to call. */
export function askerCalled(change: Asked): Words {
  return change.request.playbook === undefined ? [ping(change.asked.by)] : askerWords(change)
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
