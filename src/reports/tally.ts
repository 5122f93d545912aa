import type { Slot, Verdict } from '../approvals/approval.ts'
import type { Judged } from '../approvals/judged.ts'
import { type Block, code, person, ping, strong, type Words } from '../core/document.ts'
import { answersName } from '../core/shown.ts'

/** `1 of 2`. */
export function tallyWords({ counted, slots }: Verdict): string {
  return `${counted.length} of ${slots.length}`
}

/** Who counted, what is missing and who could give it, and who said no and why. `asking` mentions people. */
export function tallyBlocks({ verdict, change }: Judged, asking: boolean): Block[] {
  const done = verdict.counted.map(({ person: who, slot }): Words => ['✓ ', strong(slot.role), ': ', person(who)])
  // Of what is over nobody is asked for anything any more.
  const missing = change.closed || change.merged ? [] : verdict.missing
  const open = missing.map(
    (slot): Words => ['○ ', strong(slot.role), doorWords(slot), ': ', ...askWords(verdict, slot, asking)],
  )
  const items = [...done, ...open]
  return [...(items.length === 0 ? [] : [{ is: 'list', items } as const]), ...denialBlocks(verdict)]
}

function denialBlocks(verdict: Verdict): Block[] {
  if (verdict.is !== 'denied') return []
  const { by, because } = verdict
  if (because === undefined) return [{ is: 'text', words: ['✗ Denied by ', person(by), ' in a review on GitHub.'] }]
  return [
    { is: 'text', words: ['✗ Denied by ', person(by), ':'] },
    { is: 'quote', text: because },
  ]
}

function askWords(verdict: Verdict, slot: Slot, asking: boolean): Words {
  const people = verdict.ask.find(open => open.slot.id === slot.id)?.people ?? []
  if (people.length === 0) return ['nobody can fill this']
  return people.flatMap((who, i): Words => [i > 0 ? ' or ' : '', asking ? ping(who) : person(who)])
}

function doorWords({ via }: Slot): string {
  return via === undefined
    ? ''
    : ` (by ${via.map(door => (door === 'github' ? 'a GitHub review' : 'Slack')).join(' or ')})`
}

/** What people are shown and vote on, by name. */
export function sealWords({ change, findings }: Judged): Words {
  const pins = change.seals.at(-1)?.body.pins
  if (!pins) return [change.merged ? 'Nothing was sealed: nobody was shown what is in it.' : 'Nothing is sealed yet.']
  const files = Object.entries(pins.blobs).flatMap(
    ([path, blob], i): Words => [i > 0 ? ', ' : '', code(path), ' at ', code(blob.slice(0, 7) || 'new')],
  )
  return [
    'Sealed: head ',
    code(pins.head.slice(0, 7)),
    ', base ',
    code(pins.base),
    ', ',
    ...files,
    ', rules ',
    code(pins.policies.slice(0, 7)),
    ', request ',
    code(pins.request.slice(0, 7)),
    ' (diff, evidence, reason). Beside it what the rules answer, ',
    code(answersName(findings).slice(0, 7)),
    '.',
  ]
}
