import type { NeededGrant, PlannedException } from '../core/planned.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { cut } from './clean.ts'

const LONG = 400

/** What an approver must know of an exception: from what, for which models, until when, why, and by whose word. */
export function exceptionWords({ rule, models, until, because, grant: { by, roles } }: PlannedException): Words {
  return says.planExceptionWords.exception({
    rule,
    models: cut(says.planExceptionWords.models(models), LONG),
    until,
    because: cut(because.trim().replace(/\.$/, ''), LONG),
    by,
    roles,
  })
}

/** The slot for whoever is said to have granted it. */
export function grantItems({ says: slot, note, impossible }: NeededGrant): Words[] {
  const { granted, blocked } = says.planExceptionWords
  const open = [`○ ${granted(cut(slot, LONG), note.slice(0, LONG))}`]
  return impossible === undefined ? [open] : [open, [cut(`✗ ${blocked(impossible.says, impossible.fix)}`, LONG)]]
}
