import type { Change } from '../core/change-state.ts'
import { code, person, ping, type Words } from '../core/document.ts'

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
export const byItself = (playbook: string): Words => ['the playbook ', code(playbook), ', automatically']

/** `a, b or c`. */
export const eitherOf = (people: readonly string[]): Words =>
  people.flatMap((id, i): Words => [i === 0 ? '' : i === people.length - 1 ? ' or ' : ', ', person(id)])
