import { expect, test } from 'vitest'
import type { Delivery } from '../../src/core/delivery.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { overdue } from '../../src/core/overdue.ts'
import { APPROVED, dispatched, foldOf, mergedBy } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay } from '../fixtures/world.ts'

const delivered = (conclusion: string) =>
  happened('change.delivered', 'github', {
    model: 'flight-delay',
    run: 5,
    url: 'https://github.test/runs/5',
    conclusion,
  })
const done = happened('change.done', 'kedge', { version: '1.0.0' })

function told(events: readonly NewEvent[], hours: number, delivery: Delivery = { workflow: 'deliver-model.yml' }) {
  const change = foldOf([...APPROVED, mergedBy, ...events])
  const [sent] = change.dispatched
  const now = new Date(Date.parse(sent?.at ?? '') + hours * 3_600_000)
  return overdue(change, { 'flight-delay': { ...flightDelay, delivery } }, now)
}

test.each<[string, number, readonly NewEvent[], number, Delivery?]>([
  ['runs, a minute before its time', 0, [dispatched], 23.98],
  ['was not heard of when its time is over', 1, [dispatched], 24],
  ['has a time of its own', 1, [dispatched], 2, { workflow: 'deliver-model.yml', withinHours: 2 }],
  ['failed', 1, [dispatched, delivered('failure')], 1],
  ['failed, and then succeeded', 0, [dispatched, delivered('failure'), delivered('success')], 99],
  ['failed, and runs all the same', 0, [dispatched, delivered('failure'), done], 99],
  ['is done by hand', 0, [dispatched], 99, { manual: { by: 'ana', remindHours: 8 } }],
  ['was never started', 0, [], 99],
])('[C8] a delivery that %s is a case × %i', (_, count, events, hours, delivery) => {
  expect(told(events, hours, delivery)).toHaveLength(count)
})

test('[C8] it says what is late, since when, and what to do', () => {
  expect([...told([dispatched], 24), ...told([dispatched, delivered('failure')], 1)]).toMatchInlineSnapshot(`
    [
      {
        "count": 1,
        "dead": true,
        "fix": "see whether the delivery of flight-delay 1.0.0 (change/00000001) runs on GitHub, and cancel or mend what hangs",
        "model": "flight-delay",
        "says": "Nothing is heard of the delivery of flight-delay 1.0.0 (change/00000001) since it was started.",
        "since": "2001-04-16T09:09:00.000Z",
        "work": "delivery",
      },
      {
        "count": 1,
        "dead": true,
        "fix": "see why the delivery of flight-delay 1.0.0 (change/00000001) failed, https://github.test/runs/5; mend it and run it again",
        "model": "flight-delay",
        "says": "The delivery of flight-delay 1.0.0 (change/00000001) ended in failure.",
        "since": "2001-04-16T09:10:00.000Z",
        "work": "delivery",
      },
    ]
  `)
})
