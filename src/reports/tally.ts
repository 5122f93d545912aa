import type { Slot, Verdict } from '../approvals/approval.ts'
import { isDraft, type Judged } from '../approvals/judged.ts'
import { fitsSlot } from '../approvals/slots.ts'
import { answersName } from '../core/shown.ts'
import { type Block, person, ping, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** `1 of 2`. */
export function tallyWords({ counted, slots }: Verdict): string {
  return says.tally.counted(counted.length, slots.length)
}

/** Who counted, what is missing and who could give it, and who said no and why. `asking` mentions people. */
export function tallyBlocks(it: Judged, asking: boolean): Block[] {
  const { verdict, change } = it
  const done = verdict.counted.map(({ person: who, slot }) => says.tally.filled(slot.role, who))
  // Of what is over nobody is asked for anything any more.
  const missing = change.closed || change.merged ? [] : verdict.missing
  const open = missing.map(slot => openWords(slot, askWords(it, slot, asking && !isDraft(it))))
  const items = [...done, ...open]
  return [...(items.length === 0 ? [] : [{ is: 'list', items, acted: true } as const]), ...denialBlocks(verdict)]
}

function denialBlocks(verdict: Verdict): Block[] {
  if (verdict.is !== 'denied') return []
  const { by, because } = verdict
  if (because === undefined) return [{ is: 'text', words: says.tally.deniedOnGithub(by) }]
  return [
    { is: 'text', words: says.tally.denied(by) },
    { is: 'quote', text: because, acted: true },
  ]
}

function askWords(it: Judged, slot: Slot, asking: boolean): Words {
  const { verdict } = it
  const people = verdict.ask.find(open => open.slot.id === slot.id)?.people ?? []
  // Its time is over: whoever approves now fills nothing.
  if (verdict.is === 'expired') return [wasApproved(it, slot) ? says.tally.over : says.tally.nobodyInTime]
  return people.length === 0 ? [says.tally.nobody] : says.tally.either(people.map(asking ? ping : person))
}

/** By somebody, in time, though it counts no more: as for what it was before the rules changed. */
function wasApproved({ bench, verdict: { counted, ignored } }: Judged, slot: Slot): boolean {
  const counts = new Set(counted.map(({ person: who }) => who))
  return ignored.some(({ vote, person: who }) => {
    const given = bench.votes[vote]
    if (given?.is !== 'approve' || counts.has(who)) return false
    return fitsSlot(slot, bench.people, who, given.door, Date.parse(given.at))
  })
}

function openWords({ role, via }: Slot, who: Words): Words {
  const { open, openBy, doors } = says.tally
  return via === undefined
    ? open(role, who)
    : openBy(
        role,
        via.map(door => doors[door]),
        who,
      )
}

/** What people are shown and vote on, as those read it who vote; the pull request and the check name every part. */
export function votedOnBlocks({ change }: Judged): Block[] {
  const pins = change.seals.at(-1)?.body.pins
  // Of what is over nobody votes on anything any more.
  if (pins && (change.merged || change.closed)) return []
  const words = pins ? says.tally.votedOn(pins.head.slice(0, 7), pins.base) : notSealed(change)
  return [{ is: 'note', words, acted: true }]
}

/** The same by name, for whoever compares. */
export function sealWords({ change, findings }: Judged): Words {
  const { seal, pins } = change.seals.at(-1)?.body ?? {}
  if (!seal || !pins) return notSealed(change)
  return says.tally.sealed({
    seal: seal.slice(0, 7),
    head: pins.head.slice(0, 7),
    base: pins.base,
    files: Object.entries(pins.blobs).map(([path, blob]) => ({ path, blob: blob.slice(0, 7) })),
    rules: pins.policies.slice(0, 7),
    request: pins.request.slice(0, 7),
    answers: answersName(findings).slice(0, 7),
  })
}

const notSealed = ({ merged }: Judged['change']): Words => [merged ? says.tally.nobodySaw : says.tally.notSealed]
