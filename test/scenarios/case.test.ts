import { expect, test } from 'vitest'
import { scenario } from './world.ts'

test('[A3] a breach is one card with what moved, since when, why perhaps, and what the way back gains and loses', async () => {
  const it = await scenario()
  await it.watch()
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT DELAY FORECAST: FALSE NOTICES 83 PER 1,000 FLIGHTS, LIMIT 75
    Costs about 5,500 USD a week beyond the limit (false notices). Mean error of the forecast and false notices beyond the agreed limit since 2 April 2001. Next: Ana Ruiz, or whoever takes it. Possible: roll back to 1.0.0, retrain or snooze it.
    Mean error of the forecast: 19.8 min, limit 18.5 min; 2 bad weeks since 2 April 2001
    False notices: 83 per 1,000 flights, limit 75 per 1,000 flights; 2 bad weeks since 2 April 2001
    Late flights announced: 41 %, target 45 %; 6,400 USD a week short of the target
    [picture: False notices of Flight delay forecast: 83 per 1,000 flights in the week of 9 April 2001, while 1.1.0 ran. Beyond the limit of 75 in the week of 2 April 2001 (82) and in the week of 9 April 2001 (83). 1.0.0 on the same cases: 34. Warning, since 1 April 2001: More flights go on routes and at hours the model never saw. One reading a week, 29 January 2001 to 9 April 2001.]
    Likely cause
    • Since 1 April 2001: More flights go on routes and at hours the model never saw (5.3 %)
    Not looked at: its inputs, which are not measured.
    The way back, 1.1.0 → 1.0.0, on the same 230,000 cases (2 April 2001 to 16 April 2001):
    • Late flights announced: 41 → 17 %, worse, −38,000 USD a week
    • Mean error of the forecast: 19.6 → 18.4 min, better
    • False notices: 82.5 → 34 per 1,000 flights, better, +33,000 USD a week
    • Flights the model never saw: 5.3 → 0.2 %, better
    Owner until somebody takes it: Ana Ruiz. Opened 16 April 2001, 06:00 UTC. Category: business, what the business counts on is worse than agreed.
    [ Roll back to 1.0.0 ]  [ Retrain ]  [ Snooze ]  [ It’s mine ]"
  `)
})

test('[A3] the chart is a PNG with words for those who cannot see it', async () => {
  const it = await scenario()
  await it.watch()
  const picture = it.air.slack
    .messages('flight-ops')
    .flatMap(m => m.blocks)
    .find(b => b.type === 'image')
  const file = it.air.slack.file(picture?.slack_file.id)
  expect([...(file?.bytes.subarray(0, 8) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  expect(file?.bytes.length).toBeGreaterThan(10_000)
  expect(picture?.alt_text).toBe(file?.altText)
  expect(picture?.alt_text).toMatch(
    /^False notices of Flight delay forecast: 83 per 1,000 flights in the week of 9 April 2001/,
  )
})

test('[A3] a bad week that stands alone is no case', async () => {
  const it = await scenario({ at: '2001-02-26T06:00:00Z' })
  await it.watch()
  await it.weeks(1)
  expect(it.chat('flight-ops')).toBe('')
})

test('[A3] looking again and a second bad week edit the card and post nothing new', async () => {
  const it = await scenario()
  await it.watch()
  // In the thread it is told that the promise of an answer is broken.
  const posted = () => it.air.slack.messages('flight-ops').filter(m => !m.thread_ts || m.thread_ts === m.ts).length
  const before = posted()
  const known = (await it.events('case')).length
  await it.watch()
  expect(await it.events('case')).toHaveLength(known)
  await it.weeks(1)
  expect(posted()).toBe(before)
  expect(it.card('flight-ops')).toContain('3 bad weeks since 2 April 2001')
  const card = it.holding('flight-ops', 'Roll back')
  expect(it.air.slack.edits(card.ts)).toBeGreaterThan(0)
  expect((await it.events('case')).filter(e => e.type === 'case.opened')).toHaveLength(1)
})

test('[A3] “It’s mine” makes the one who pressed it the owner, and a guest nobody', async () => {
  const it = await scenario({ guests: ['eli'] })
  await it.watch()
  expect(await it.presses('eli', 'It’s mine', 'flight-ops')).toMatchInlineSnapshot(`
    "Only /kedge help is for everybody. Guests of the workspace never count.
    fix: ask a member of the workspace whom the people policy names"
  `)
  expect(await it.presses('bo', 'It’s mine', 'flight-ops')).toMatchInlineSnapshot(
    `"The case of Flight delay forecast is yours."`,
  )
  expect(it.card('flight-ops')).toContain('Owner: Bo Lindqvist.')
  expect(it.card('flight-ops')).not.toContain('[ It’s mine ]')
})

test('[A3] a warning is one message, however often it is looked at', async () => {
  const it = await scenario({ at: '2001-04-05T06:00:00Z' })
  await it.watch()
  await it.passes({ days: 1 })
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "Warning. Flight delay forecast: flights the model never saw is 5.3 % (limit 5 %) since 1 April 2001: 4 days in a row.
    More flights go on routes and at hours the model never saw. The forecast is learnt from routes and hours. Where it never saw one it guesses, and the error follows weeks later. Look at what changed in the timetable, and think of a version that has seen it.
    Nobody is reminded of it; it is told once more when it is over. When it fires is said by the policy unseen-flights."
  `)
})
