import { expect, test } from 'vitest'
import { GATE_PLAN } from '../../src/stand-ins/gate-plan.ts'
import { REGISTRY_KEY, registerVersion } from '../../src/stand-ins/registry.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import type { Stage } from '../../src/stand-ins/stage.ts'
import { driftStory } from '../../src/stand-ins/story-drift.ts'
import { scenario } from './world.ts'

test('[D8] input drift on a second model leads to a training, a new version and its promotion, each approved by people', {
  timeout: 60_000,
}, async () => {
  const it = await scenario({ at: '2001-05-14T06:00:00Z', files: GATE_PLAN, parts: { api: REGISTRY_KEY } })
  const told: string[] = []
  const stage: Stage = {
    ...{ air: it.air, clock: it.clock, watch: it.watch, settle: it.settle, reconcile: async () => undefined },
    tell: what => {
      if (what.is === 'chapter') told.push(`${what.at.toISOString().slice(0, 10)} ${what.title}`)
      if (what.is === 'act') told.push(`${what.who} ${what.does}`)
      if (what.is === 'card') told.push(messageText(what.message.blocks).split('\n').slice(0, 2).join(' — '))
    },
  }
  await driftStory(stage, body => registerVersion(it.url, body, it.clock.now()))
  // Whether the issue or the pull request of a playbook comes first is not said anywhere.
  expect(told.map(line => line.replace(/#\d+/g, '#n'))).toMatchInlineSnapshot(`
    [
      "2001-06-18 A second model: its inputs drift, and its playbook asks for a training by itself",
      "GATE PLAN: INPUTS THAT DRIFTED 1 OF 3, LIMIT 0 — Inputs that drifted beyond the agreed limit since 11 June 2001. Next: whoever approves #n. Possible: snooze it.",
      "GATE PLAN: TRAIN ANEW — Waits for approval, 0 of 1, pull request #n, until 21 June 2001, 06:00 UTC.",
      "Chen approves; Mara merges #n",
      "2001-06-18 Trained: its registry tells of a new version",
      "GATE PLAN: PROMOTE 1.0.0 → 1.1.0 — Waits for approval, 0 of 1, pull request #n, until 21 June 2001, 14:00 UTC.",
      "Fay approves; Mara merges #n",
      "2001-06-18 Dana counts its profile anew, and opens a pull request",
      "HOLD THE INPUTS OF GATE-PLAN AGAINST WHAT 1.1.0 HAS LEARNT FROM — Waits for approval, 0 of 1, pull request #n, until 21 June 2001, 14:00 UTC.",
      "Chen approves; Mara merges #n",
      "2001-07-02 Runs and recovered; issue #n is closed",
      "GATE PLAN: RECOVERED — Back within its limits. Over 13 days 18 hours after it was found. Nobody has to act.",
    ]
  `)

  const changes = await it.store.subjects({ kind: 'change', model: 'gate-plan' })
  const asked = await Promise.all(changes.map(async ({ subject }) => (await it.store.events(subject))[0]))
  expect(asked.map(event => [event?.by, event?.body])).toMatchObject([
    ['dana', { kind: 'promote', door: 'api', to: '1.1.0', trainedFor: changes[1]?.subject }],
    ['kedge', { kind: 'retrain', door: 'playbook', playbook: 'train-on-drift' }],
  ])
  expect(changes.map(({ state }) => state)).toEqual(['done', 'done'])
  const windows = (await it.store.inputWindows({ model: 'gate-plan', since: '2001-05-14' })).filter(
    ({ kpi }) => kpi === 'drifted',
  )
  const destinations = windows.map(({ start, inputs }) => {
    const { statistic, is } = inputs.find(({ column }) => column === 'destination') ?? {}
    return [start.slice(5, 10), statistic?.toFixed(3), is]
  })
  expect(destinations).toEqual([
    ['05-14', '0.022', 'no-drift'],
    ['05-21', '0.034', 'no-drift'],
    ['05-28', '0.038', 'no-drift'],
    ['06-04', '0.066', 'no-drift'],
    ['06-11', '0.143', 'drift'],
    ['06-18', '0.033', 'no-drift'],
    ['06-25', '0.033', 'no-drift'],
  ])
  const readings = await it.store.readings({ model: 'gate-plan', kpi: 'by_hand' })
  const byHand = (of: string) => readings.filter(({ version }) => version === of).map(({ value }) => value.toFixed(1))
  expect(byHand('1.0.0')).toEqual(['2.7', '3.6', '4.8', '8.2', '12.1', '12.0', '12.4'])
  expect(byHand('1.1.0').slice(-2)).toEqual(['5.7', '5.1'])
})
