import { describe, expect, test } from 'vitest'
import { formNamed, modalFor } from '../../src/flows/forms.ts'
import { slackModal } from '../../src/reports/slack-blocks.ts'
import { viewProblems } from '../../src/stand-ins/slack-limits.ts'
import { aboveOf, askedOf, formOf, menuOf, typed } from '../fixtures/command.ts'
import { flightDelay, repository, words, worldOf } from '../fixtures/world.ts'

test('[C7] waive is a policy of its own: of whoever asks, granted by whoever may, until a day', async () => {
  const { world } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by @chen because it is on trial'
  const { outcome } = await typed(world, line)
  const request = askedOf(outcome)
  expect(request).toMatchObject({ kind: 'rules', about: ['flight-delay'] })
  expect(request?.model).toBeUndefined()
  expect(request?.edits).toMatchObject([{ path: 'policies/waive-serves-what-passed.yaml' }])
  expect(JSON.stringify(request?.edits)).toContain('granted: { by: chen, on: 2001-04-16 }')
})

test('[E2] a waiver is called by a day as people write it, and its history says that rules were asked for', async () => {
  const { world, store } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by chen because it is on trial'
  const { outcome, words: told } = await typed(world, line)
  expect(told).toContain('Waive serves-what-passed for flight-delay until 30 June 2001')
  await store.commit({ at: world.now(), parts: outcome.parts ?? [] })
  expect((await typed(world, 'history flight-delay')).words).toContain('rules were asked for, by Ana Ruiz')
})

test('[C7] waive refuses who may not grant it', async () => {
  const { world } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by bo because it is on trial'
  expect((await typed(world, line)).words).toContain('bo may not waive serves-what-passed')
})

test('[C4] a waiver is on no list where the model it is for may not be seen', async () => {
  const { world, store } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by chen because it is on trial'
  const { outcome } = await typed(world, line)
  await store.commit({ at: world.now(), parts: outcome.parts ?? [] })
  expect((await typed(world, 'approvals')).words).toContain('Waive serves-what-passed for flight-delay')
  expect((await typed(world, 'approvals', { channel: 'C0LUNCH' })).words).toContain(
    'Nothing that is shown here waits for approval.',
  )
})

describe('[E4] waive without all its words', () => {
  test('offers the rules that somebody may waive, the models, and who grants it', async () => {
    const form = await formOf((await worldOf()).world, 'waive')
    expect(menuOf(form, 'rule').texts).toMatchInlineSnapshot(`
      [
        "answered-for",
        "data-used-as-agreed",
        "model-lifecycle",
        "model-lifecycle-low",
        "rollback-same-cases",
        "runs-what-is-wanted",
        "serves-what-passed",
        "validated-independently",
        "vendor-in-view",
        "weekend-freeze",
        "yearly-validation",
      ]
    `)
    expect(menuOf(form, 'models')).toEqual({ texts: ['Flight delay forecast'] })
    expect(menuOf(form, 'grantedBy').texts).toMatchInlineSnapshot(`
      [
        "Bo Lindqvist (operations)",
        "Chen Wei (model-validation)",
        "Eli Novak (operations)",
        "Fay Osei (model-validation)",
      ]
    `)
    expect(form?.inputs.find(({ id }) => id === 'until')).toMatchObject({ is: 'day', label: 'Until which day?' })
  })

  test('fills in what was typed; of a rule that was named, only those are offered who may waive it', async () => {
    const { world } = await worldOf()
    const form = await formOf(world, 'waive weekend-freeze for Flight-Delay until 2001-05-01 granted by @bo')
    expect(form?.inputs.map(({ initial }) => initial)).toEqual([
      ...['weekend-freeze', 'flight-delay', '2001-05-01', 'bo'],
      undefined,
    ])
    expect(menuOf(form, 'grantedBy').texts).toEqual(['Bo Lindqvist (operations)', 'Eli Novak (operations)'])
    expect(form?.blocks).toHaveLength(1)
  })

  test('says of what was typed what is wrong with it, and fills in nothing for it', async () => {
    const { world } = await worldOf()
    const form = await formOf(world, 'waive serves-what-pased for flight-dely until 2001-04-31 granted by che')
    expect(form?.inputs.map(({ initial }) => initial)).toEqual(Array(5).fill(undefined))
    expect(aboveOf(form)).toMatchInlineSnapshot(`
      "┃ · There is no rule serves-what-pased. fix: did you mean serves-what-passed?
      ┃
      ┃ · There is no model flight-dely here. Did you mean flight-delay? fix: /kedge models lists those you may see
      ┃
      ┃ · 2001-04-31 is no day. fix: say a day from 2001-04-16 to 2002-04-17
      ┃
      ┃ · Nobody is called che. fix: did you mean chen?
      ┃
      ┃ · One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself."
    `)
    const other = await formOf(world, 'waive serves-what-passed for flight-delay until 2001-04-15 granted by bo')
    expect(aboveOf(other)).toMatchInlineSnapshot(`
      "┃ · 2001-04-15 is over. fix: say a day from 2001-04-16 to 2002-04-17
      ┃
      ┃ · Bo may not waive serves-what-passed. fix: ask chen or fay to grant it
      ┃
      ┃ · One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself."
    `)
  })

  test('[attack 73] takes a model that may not be seen here as one that is not there', async () => {
    const open = { ...flightDelay, id: 'open', name: 'Open', visibility: {} }
    const { world } = await worldOf({ repository: { ...repository, models: { ...repository.models, open } } })
    const opens = (id: string) => formOf(world, `waive answered-for for ${id}`, { channel: 'C0LUNCH' })
    const [form, none] = [await opens('flight-delay'), await opens('no-such')]
    expect(JSON.stringify(form).replaceAll('flight-delay', 'no-such')).toBe(JSON.stringify(none))
    expect(menuOf(form, 'models').texts).toEqual(['Open'])
  })

  test('says so where there is nothing to choose', async () => {
    const { world } = await worldOf()
    expect((await typed(world, 'waive', { channel: 'C0LUNCH' })).words).toContain('There is no model here')
    const bare = await worldOf({ repository: { ...repository, policies: {} } })
    expect((await typed(bare.world, 'waive')).words).toContain('There is no rule that anybody may waive.')
    expect(await formOf(bare.world, 'waive')).toBeUndefined()
  })

  test('holds five hundred models and two hundred rules within what Slack takes', async () => {
    const models = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [
        `model-${n}`,
        { ...flightDelay, id: `model-${n}`, name: `${n} `.repeat(40) },
      ]),
    )
    const [guardrail] = (repository.policies.guardrail ?? []) as readonly { readonly id: string }[]
    const many = Array.from({ length: 200 }, (_, n) => ({ ...guardrail, id: `rule-${n}`, mayWaive: ['operations'] }))
    const policies = { ...repository.policies, guardrail: many }
    const { world } = await worldOf({ repository: { ...repository, models, policies } })
    for (const line of ['waive', 'attest', 'kpi', 'kpi model-7']) {
      const form = await formOf(world, line)
      if (form === undefined) throw new Error(`${line} opens nothing`)
      expect(viewProblems(slackModal(form, repository.people.people)), line).toEqual([])
    }
    expect(menuOf(await formOf(world, 'waive'), 'models').texts).toHaveLength(500)
  })

  test('opens from a refusal for that rule and model, as far as whoever presses may see it there', async () => {
    const { world } = await worldOf()
    const press = (channel: string, user = 'U0ANA') => ({
      ...{ team: 'T000000001', user, channel, action: 'waive', value: 'answered-for flight-delay' },
      message: { channel, ts: '1.1' },
    })
    const form = await modalFor(world, press('C0FLIGHTOPS'))
    expect([menuOf(form, 'rule').first, menuOf(form, 'models').first]).toEqual(['answered-for', 'flight-delay'])
    expect(await modalFor(world, press('C0LUNCH'))).toBeUndefined()
    const refuses = async (channel: string, user?: string) => {
      const document = await formNamed('waive')?.refuses?.(world, press(channel, user))
      return document && words(document)
    }
    expect(await refuses('C0FLIGHTOPS')).toBeUndefined()
    expect(await refuses('C0LUNCH')).toContain('There is no model here')
    expect(await refuses('C0FLIGHTOPS', 'U0ZOE')).toContain('/kedge help')
  })
})
