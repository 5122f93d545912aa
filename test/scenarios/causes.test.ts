import { expect, test } from 'vitest'
import { happened } from '../fixtures/happened.ts'
import { scenario } from './world.ts'

test('[D7] the card ranks what a breach may come from, and says what nobody could look at', async () => {
  const it = await scenario()
  // 1.0.0 ran in March, and 1.1.0 took over a week before its error rose.
  for (const [version, at] of [
    ['1.0.0', '2001-03-01T06:00:00Z'],
    ['1.1.0', '2001-04-01T06:00:00Z'],
  ] as const)
    await it.store.commit({
      at: new Date(at),
      parts: [
        {
          subject: 'model/flight-delay',
          seen: version === '1.0.0' ? 1 : 2,
          events: [happened('model.observed', 'kedge', { model: 'flight-delay', version })],
        },
      ],
    })
  await it.watch()
  const causes = it
    .card('flight-ops')
    .split('\n')
    .filter(line => /ikely cause|^•|Not looked at/.test(line))
  expect(causes.join('\n')).toMatchInlineSnapshot(`
    "Likely causes, the likeliest first
    • 1.1.0 took over shortly before, on 1 April 2001, 06:00 UTC
    • Since 2 April 2001: More flights go on routes and at hours the model never saw (5.3 %)
    Not looked at: its inputs, which are not measured.
    • Late flights announced: 41 → 17 %, worse, −38,000 USD a week
    • Mean error of the forecast: 19.6 → 18.4 min, better
    • False notices: 82.5 → 34 per 1,000 flights, better, +33,000 USD a week
    • Flights the model never saw: 5.3 → 0.2 %, better"
  `)
  expect(await it.says('mara', 'flight-ops', '/kedge explain flight-delay')).toContain(causes.slice(1, 3).join('\n'))
})
