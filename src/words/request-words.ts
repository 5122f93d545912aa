import type { Request } from '../core/change.ts'

type Asked = Pick<Request, 'kind' | 'from' | 'to'>

/** `rollback to 1.0.0`, or the kind alone where no version moves. */
export function kindTo({ kind, to }: Asked): string {
  return to === undefined ? kind : `${kind} to ${to}`
}

/** `an edit`, `a rollback to 1.0.0`. */
export function aKindTo(asked: Asked): string {
  return `${/^[aeiou]/.test(asked.kind) ? 'an' : 'a'} ${kindTo(asked)}`
}

/** `rollback 1.1.0 → 1.0.0`. */
export function kindFromTo({ kind, from, to }: Asked): string {
  return to === undefined ? kind : `${kind} ${from === undefined ? '' : `${from} `}→ ${to}`
}
