import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { REASON, type Scenario, scenario } from './world.ts'

const FREEZE = 'policies/weekend-freeze.yaml'
const RULE = 'policies/approve-rollback.yaml'

/** Nobody goes back to another version on a Monday after two at night. */
const frozen = readFileSync(FREEZE, 'utf8')
  .replace('covers: [promote, replace]', 'covers: [rollback, promote, replace]')
  .replace('days: [fri, sat], from: "18:00", to: "18:00"', 'days: [mon], from: "02:00", to: "20:00"')
  .replace(/^ {2}- \{ days: \[sun\].*\n/m, '')
  .replace(
    /^examples:[\s\S]*/m,
    `examples:
  - { at: "2001-04-16T03:00:00-05:00", change: rollback, then: fail }
  - { at: "2001-04-16T01:00:00-05:00", change: rollback, then: pass }
`,
  )

async function home(it: Scenario, who: string): Promise<string> {
  await it.person(who).openHome()
  await it.settle()
  return messageText(it.person(who).home()?.blocks ?? []).split('Your models')[0] ?? ''
}

const next = (cards: string) => /Next: [^\n]*/.exec(cards)?.[0] ?? ''

test('[E1] [E3] [E6] whoever has approved is not called to approve, and what a freeze stops then waits for whoever asked', async () => {
  const it = await scenario({ files: { [FREEZE]: frozen } })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.passes({ hours: 2 })
  await it.reconciles()
  expect(next(it.card('flight-ops'))).toContain('Next: whoever approves #1.')
  await it.presses('chen', 'Approve')
  await it.passes({ hours: 1 })
  await it.reconciles()
  expect(it.card('approvals')).toMatch(/✓ operations: Bo Lindqvist\n✓ model-validation: Chen Wei/)
  expect(next(it.card('flight-ops'))).toContain('Next: whoever sees to #1, which is approved and stopped by a rule.')
  expect(it.card('flight-ops')).toContain('asked for by Ana Ruiz, approved in #1, and stopped there by a rule.')
  const waits = await home(it, 'ana')
  expect(waits).toContain('Approved, but not merged')
  expect(waits).toContain('pull request #1: weekend-freeze does not allow it: At the weekend')
  expect(await home(it, 'bo')).not.toContain('pull request #1')
  for (const hours of [9, 2, 2]) await it.passes({ hours, minutes: 2 })
  expect(it.chat('approvals')).not.toContain('Still waiting for the approvals')
  expect(it.card('approvals')).not.toContain('still waiting for the approvals')
  await it.passes({ hours: 8 })
  await it.reconciles()
  expect((await it.pull()).state).toBe('closed')
  expect(await home(it, 'ana')).not.toContain('pull request #1')
}, 60_000)

test('[E2] [E5] what GitHub holds back is told with its reason and fix in the digest and on both cards', async () => {
  const it = await scenario()
  it.unprotect()
  const demands = (...contexts: string[]) => ({
    type: 'required_status_checks',
    parameters: {
      required_status_checks: contexts.map(context =>
        context === 'kedge' ? { context, integration_id: 12345 } : { context },
      ),
    },
  })
  await it.air.github.addRuleset({ rules: [demands('kedge', 'ci/build')] })
  await it.watch()
  await it.asks()
  for (const name of ['bo', 'chen']) await it.presses(name, 'Approve')
  await it.passes({ hours: 30 })
  await it.reconciles()
  const why = 'the branch demands more than the check kedge'
  const digest = await it.says('ana', 'approvals', '/kedge digest')
  expect(digest).toContain(why)
  expect(digest).not.toContain('nobody is missing: its check or its merge is')
  expect(next(it.card('approvals'))).toBe('Next: whoever sees to what keeps Kedge from merging it.')
  expect(it.card('approvals')).toContain(`Not merged. `)
  expect(it.card('approvals')).toContain(why)
  expect(next(it.card('flight-ops'))).toContain('Next: whoever sees to what keeps Kedge from merging #1.')
}, 60_000)

test('[E5] a digest says of what is left to people to merge that it is approved, and what to do', async () => {
  const it = await scenario({ at: '2001-04-16T06:00:00Z' })
  await it.watch()
  await it.says('mara', 'flight-ops', `/kedge retrain flight-delay because ${REASON}`)
  await it.presses('chen', 'Approve')
  expect(next(it.card('approvals'))).toBe('Next: somebody merges it on GitHub.')
  await it.passes({ hours: 30 })
  await it.reconciles()
  const digest = it.digests('flight-ops').at(-1)
  expect(digest).toContain(
    'asked for by Mara Costa; It is approved and waits to be merged. fix: Merge its pull request #1 on GitHub.',
  )
  expect(await home(it, 'mara')).toContain('it waits to be merged. fix: Merge its pull request #1 on GitHub.')
  expect(digest).not.toContain('nobody is missing')
  await it.air.github.person('mara').call('PUT', '/repos/acme/models/pulls/1/merge', {})
  await it.settle()
  expect(await it.says('mara', 'flight-ops', '/kedge digest')).not.toContain('waits to be merged')
}, 60_000)

test('[E6] nobody is chased for an approval that no rule lets anybody give', async () => {
  const rule = readFileSync(RULE, 'utf8').replace('covers: [rollback, hold]', 'covers: [rollback]')
  const it = await scenario({ files: { [RULE]: rule } })
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because the readings look wrong')
  await it.passes({ minutes: 2 })
  expect(next(it.chat('flight-ops'))).toContain('Next: whoever mends #1, which nobody can approve as it stands.')
  expect(await home(it, 'ana')).toContain('Asked by you, and nobody can approve it')
  for (const hours of [12, 2, 2]) await it.passes({ hours, minutes: 2 })
  expect(it.chat('flight-ops')).not.toContain('Still waiting for the approvals')
}, 60_000)
