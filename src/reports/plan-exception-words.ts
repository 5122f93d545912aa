import { code, type Words } from '../core/document.ts'
import type { NeededGrant, PlannedException } from '../core/planned.ts'
import { listWords } from '../core/words.ts'
import { cut } from './clean.ts'

const LONG = 400

/** What an approver must know of an exception: from what, for which models, until when, why, and by whose word. */
export function exceptionWords({ rule, models, until, because, grant }: PlannedException): Words {
  const takes =
    grant.roles.length === 0 ? 'nobody may grant it' : `it takes the word of ${listWords(grant.roles, 'or')}`
  return [
    'exception from',
    ' ',
    code(rule),
    cut(` for ${listWords(models)}`, LONG),
    ` until ${until}: `,
    cut(because.trim().replace(/\.$/, ''), LONG),
    `; granted by ${grant.by}; ${takes}`,
  ]
}

/** The slot for whoever is said to have granted it. */
export function grantItems({ says, note, impossible }: NeededGrant): Words[] {
  const slot = [cut(`○ ${says}. `, LONG), `${note.slice(0, LONG)}.`]
  return impossible === undefined
    ? [slot]
    : [slot, [cut(`✗ blocked: ${impossible.says}. Fix: ${impossible.fix}`, LONG)]]
}
