/** Forms for what was left out of a line: of a waiver, an attestation and a KPI's limit, through the real Bolt. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { MODEL, opened, type Scenario, scenario } from './world.ts'

const WHY = 'The summer timetable is new, and it is looked at anew in June.'
/** One that Ana may not see, in their own channel. */
const hidden = readFileSync(MODEL, 'utf8')
  .replace('id: flight-delay', 'id: acme-merger')
  .replace(/^name: .*$/m, 'name: Secret')
  .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0FLIGHTOPS]')
  .replace(/^ {2}roles: \[modelops.*$/m, '  roles: [model-validation, operations]')

let it: Scenario
beforeAll(async () => {
  it = await scenario({ shared: true, guests: ['eli'], files: { 'models/acme-merger.yaml': hidden } })
  it.clock.set('2001-04-16T14:00:00Z')
})
afterAll(() => it.close())
/** What a test leaves open is closed, and its model takes the next change. */
afterEach(async () => {
  while (it.person('ana').modal()) await it.person('ana').dismiss()
  const open = (await it.api('pulls?state=open')) as { number: number }[]
  for (const { number } of open) await it.air.github.person('root').close(number)
  await it.settle()
  it.clock.move(60_000)
})

const opens = async (line: string, who = 'ana') => {
  await it.says(who, 'flight-ops', line)
  return opened(() => it.person(who).modal())
}
const shown = async (line: string, who?: string) => messageText((await opens(line, who)).blocks)
const errors = () => it.person('ana').modal()?.errors
/** Sends the form on top, and gives what its person is told afterwards. */
async function sends(values: Readonly<Record<string, string>>, who = 'ana'): Promise<string> {
  const before = it.whispers(who).length
  await it.person(who).submit(values)
  await it.settle()
  return it.whispers(who).slice(before).join('\n')
}
/** What is answered to the form on top when it says something that was never offered, and stays open. */
async function forged(values: Readonly<Record<string, string>>, field: string, value: string) {
  const { payload, modal } = it.person('ana')
  const sent = payload.submit(modal() ?? never(), values)
  sent.view.state.values[field][field] = { type: 'static_select', selected_option: { value } }
  return (await it.air.slack.raw('interactive', sent)).body.errors
}
const request = async () => {
  const [asked] = await it.events('change')
  return { by: asked?.by, ...(asked?.body as { readonly door: string; readonly reason: string }) }
}

describe('[E4] /kedge waive', () => {
  const GOOD = {
    rule: 'serves-what-passed',
    models: 'flight-delay',
    until: '2001-06-30',
    grantedBy: 'chen',
    because: WHY,
  }

  test('typed alone asks for all of it, and offers nothing that may not be seen', async () => {
    expect(await shown('/kedge waive')).toMatchInlineSnapshot(`
      "One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself.
      From which rule? [ Choose one ▾ ]
      For which model? [ Choose one ▾ ]
      Until which day? [ Choose a day ▾ ]
      Who grants it? [ Choose one ▾ ]
      Why? ____________________"
    `)
    expect(JSON.stringify(it.person('ana').modal())).not.toMatch(/merger|Secret/)
    expect(JSON.stringify(await opens('/kedge waive', 'chen'))).toContain('acme-merger')
    await it.person('chen').dismiss()
  })

  test('tells all that is wrong beside its input, keeps what was filled in, and asks nothing', async () => {
    await opens('/kedge waive')
    const asked = (await it.bot.world.store.subjects({ kind: 'change' })).length
    const bad = { rule: 'weekend-freeze', until: '2003-01-01', because: '  because   ' }
    expect(await sends({ ...GOOD, ...bad })).toBe('')
    expect(errors()).toMatchInlineSnapshot(`
      {
        "because": "Say it in at least ten letters.",
        "grantedBy": "Chen may not waive weekend-freeze. fix: ask bo or eli to grant it",
        "until": "2003-01-01 is more than 366 days away. fix: say a day from 2001-04-16 to 2002-04-17",
      }
    `)
    expect(await it.bot.world.store.subjects({ kind: 'change' })).toHaveLength(asked)
    await sends({ until: '2001-04-15' })
    expect(errors()).toMatchObject({ until: '2001-04-15 is over. fix: say a day from 2001-04-16 to 2002-04-17' })
  })

  test('asks for the exception once all is good: the same pull request as the line', async () => {
    expect(await shown('/kedge waive serves-what-passed for flight-delay')).toMatchInlineSnapshot(`
      "One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself.
      From which rule? [ serves-what-passed ▾ ]
      For which model? [ Flight delay forecast ▾ ]
      Until which day? [ Choose a day ▾ ]
      Who grants it? [ Choose one ▾ ]
      Why? ____________________"
    `)
    expect(await sends({ until: GOOD.until, grantedBy: 'chen', because: WHY })).toMatch(
      /^Asked: Waive serves-what-passed/,
    )
    expect(await request()).toMatchObject({
      kind: 'rules',
      by: 'ana',
      door: 'slack',
      reason: WHY,
      about: ['flight-delay'],
    })
    const text = await it.file('policies/waive-serves-what-passed.yaml', (await it.pull()).head.ref)
    expect(text).toMatch(/rule: serves-what-passed\nmodels: \[flight-delay\]\nowner: ana\n/)
    expect(text).toContain('expires: 2001-06-30')
  })

  test('[attack 73] a model that may not be seen any more is one that does not exist', async () => {
    await opens('/kedge waive', 'ana')
    const said = (id: string) => forged(GOOD, 'models', id)
    expect(await said('acme-merger')).toEqual({
      models: 'There is no model acme-merger here. fix: /kedge models lists those you may see',
    })
    expect(await said('no-such')).toEqual({
      models: 'There is no model no-such here. fix: /kedge models lists those you may see',
    })
  })

  test('opens from the refusal of a rule that somebody may waive, for that rule and model', async () => {
    expect(await it.says('chen', 'flight-ops', `/kedge kpi acme-merger mae limit 20 because ${WHY}`)).toMatch(
      /^Not asked: [\s\S]*runs-what-is-wanted[\s\S]*\[ Ask to waive runs-what-is-wanted \]$/,
    )
    const refusal = it.person('chen').whispers().at(-1) ?? never()
    await it.person('chen').press(refusal, 'kedge:waive')
    const form = await opened(() => it.person('chen').modal())
    expect(messageText(form.blocks)).toMatch(
      /From which rule\? \[ runs-what-is-wanted ▾ \]\nFor which model\? \[ Secret ▾ \]/,
    )
    expect(await sends({ until: '2001-05-31', grantedBy: 'fay', because: WHY }, 'chen')).toMatch(
      /^Asked: Waive runs-what-is-wanted for acme-merger/,
    )
  })

  test('is nothing for a guest', async () => {
    expect(await it.says('eli', 'flight-ops', '/kedge waive')).toContain('Guests of the workspace never count')
    expect(it.person('eli').modal()).toBeUndefined()
  })
})

describe('[E4] /kedge attest', () => {
  test('typed alone offers the models of whoever asks, and takes their word for one', async () => {
    expect(await shown('/kedge attest')).toMatchInlineSnapshot(`
      "You say that you have read the file of a model you answer for, and that it is true.
      Which model? [ Choose one ▾ ]
      A word about it ____________________"
    `)
    expect(await sends({ model: 'flight-delay' })).toMatch(/^Asked: Confirm that the file of flight-delay is true/)
    expect(await request()).toMatchObject({ by: 'ana', door: 'slack', reason: 'Its file was read, and is true.' })
    expect((await it.pull()).body).toContain('review')
  })

  test('says beside the model that it is not theirs, or not there', async () => {
    await opens('/kedge attest')
    const said = (id: string) => forged({ model: 'flight-delay' }, 'model', id)
    expect(await said('acme-merger')).toEqual({
      model: 'There is no model acme-merger here. fix: /kedge models lists those you may see',
    })
    expect(await it.says('dana', 'flight-ops', '/kedge attest')).toContain('There is no model here that you own.')
    expect(it.person('dana').modal()).toBeUndefined()
  })

  test('of what was confirmed today says so beside it', async () => {
    const confirmed = (text: string) =>
      text.replace('owners: {', 'review: { everyMonths: 6, last: 2001-04-16 }\nowners: {')
    await it.pushesToMain('root', MODEL, confirmed)
    await opens('/kedge attest')
    await sends({ model: 'flight-delay' })
    expect(errors()).toEqual({
      model: 'Flight-delay was confirmed today already. fix: /kedge show flight-delay says when it is due again',
    })
  })
})

describe('[E4] /kedge kpi', () => {
  test('typed alone asks for the model, and goes on to its KPIs with the limits of today', async () => {
    expect(await shown('/kedge kpi')).toMatchInlineSnapshot(`"Of which model? [ Choose one ▾ ]"`)
    await it.person('ana').submit({ model: 'flight-delay' })
    const form = it.person('ana').modal()
    expect(messageText(form?.blocks ?? [])).toMatchInlineSnapshot(`
      "Flight delay forecast: the limit is the worst value that is still agreed to.
      Of which KPI? [ Choose one ▾ ]
      Which limit? ____________________
      Can it wait? [ Yes: it is approved as usual ▾ ]
      Why? ____________________"
    `)
    const { options } = form?.blocks.find(block => block.block_id === 'kpi')?.element ?? {}
    expect(options[1].text.text).toBe('Mean error of the forecast: limit 18.5 min')
    expect(await sends({ kpi: 'mae', to: ' 21 ', because: WHY })).toMatch(
      /^Asked: Move the limit of mae of flight-delay/,
    )
    expect(await request()).toMatchObject({
      by: 'ana',
      door: 'slack',
      reason: WHY,
      title: expect.stringContaining('18.5 to 21'),
    })
    expect(await it.file(MODEL, (await it.pull()).head.ref)).toContain('limit: 21')
  })

  test('tells what is wrong beside its input: no number, the limit of today, no reason', async () => {
    await opens('/kedge kpi flight-delay mae')
    await sends({ to: 'many', because: '   because   ' })
    expect(errors()).toMatchInlineSnapshot(`
      {
        "because": "Say it in at least ten letters.",
        "to": "Many is no number. fix: say a number of min, such as 18.5",
      }
    `)
    await sends({ to: '18.5', because: WHY })
    expect(errors()).toEqual({
      to: 'The limit of mae is 18.5 min already. fix: /kedge status flight-delay says how near it is',
    })
  })

  test('[A12] a limit that a monitor does not go with stands at its input, with the file to change first', async () => {
    await opens('/kedge kpi flight-delay mae')
    const asked = (await it.bot.world.store.subjects({ kind: 'change' })).length
    expect(await sends({ to: '17', because: WHY })).toBe('')
    const to =
      'In policies/forecast-error.yaml: on flight-delay, it clears at 18, still beyond the limit 17. fix: Change that file first, in a pull request. Let it clear at 17 or less.'
    expect(errors()).toEqual({ to })
    expect(await it.bot.world.store.subjects({ kind: 'change' })).toHaveLength(asked)
    expect(await sends({ to: '18' })).toMatch(/^Asked: Move the limit of mae of flight-delay from 18.5 to 18/)
    expect(await request()).toMatchObject({ reason: WHY })
  })

  test('[A12] typed with all it needs, the line says so above the form, or in the answer', async () => {
    expect(await shown('/kedge kpi flight-delay mae limit 17')).toContain('it clears at 18, still beyond the limit 17')
    const answer = await it.says('ana', 'flight-ops', `/kedge kpi flight-delay mae limit 17 because ${WHY}`)
    expect(answer).toContain('policies/forecast-error.yaml on flight-delay, it clears at 18, still beyond the limit 17')
  })

  test('as an emergency asks for less now, and for a review afterwards', async () => {
    await opens('/kedge kpi flight-delay mae limit 22')
    expect(await sends({ urgency: 'emergency', because: WHY })).toContain('As an emergency')
    expect(await request()).toMatchObject({ emergency: true })
  })

  test('[attack 73] of a model that may not be seen asks for another one', async () => {
    expect(await shown('/kedge kpi acme-merger')).toBe(
      (await shown('/kedge kpi no-such')).replace('no-such', 'acme-merger'),
    )
    expect(await forged({ model: 'flight-delay' }, 'model', 'acme-merger')).toEqual({
      model: 'There is no model acme-merger here. fix: /kedge models lists those you may see',
    })
  })
})

function never(): never {
  throw new Error('there is no form')
}
