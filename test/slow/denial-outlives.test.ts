/** What was denied is taken away, moved or hidden, and asked for as what cannot wait. */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const toward = (version: string) => (text: string) => text.replace('version: 1.1.0', `version: ${version}`)
const back = toward('1.0.0')
const urgent = (it: Scenario) =>
  it.says('ana', 'flight-ops', '/kedge rollback flight-delay to 1.0.0 as emergency because it cannot wait any longer')

async function denied() {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
  await it.passes({ minutes: 2 })
  return it
}

async function withdraws(it: Scenario) {
  await it.presses('ana', 'Withdraw')
  await it.submits('ana', 'Then another way, at once.')
  await it.passes({ minutes: 2 })
}

const patch = async (it: Scenario, number: number, more: object) => {
  await it.air.github.person('ana').call('PATCH', `/repos/acme/models/pulls/${number}`, more)
  await it.settle()
  await it.passes({ minutes: 2 })
}

const DENIED = 'was denied by Chen Wei'
const isBack = async (it: Scenario) => (await it.file(MODEL, 'main')).includes('version: 1.0.0')

test('[C1] [C7] what was denied and withdrawn is no emergency by the title of a pull request of one’s own, for a week', async () => {
  for (const days of [0, 8]) {
    const it = await denied()
    await withdraws(it)
    await it.passes({ days })
    await opens(it, 'ana', { [MODEL]: back }, 'Emergency: go back')
    expect(it.card('approvals')).toContain(days === 0 ? '0 of 2' : '0 of 1')
    const none = 'it is none: somebody said no to it, or in the last seven days about one of its models'
    expect(it.card('approvals').includes(none)).toBe(days === 0)
    await it.presses('bo', 'Approve')
    await it.passes({ minutes: 2 })
    expect(await isBack(it)).toBe(days > 0)
  }
})

test('[C1] [C7] nor is the pull request that was denied itself, closed, called another name and opened again, ever', async () => {
  for (const close of [(it: Scenario) => patch(it, 1, { state: 'closed' }), withdraws]) {
    const it = await denied()
    await close(it)
    await patch(it, 1, { title: 'Emergency: go back' })
    await it.passes({ days: 8 })
    await patch(it, 1, { state: 'open' })
    expect((await it.pull()).title).toBe('Emergency: go back')
    expect(it.card('approvals')).toContain('0 of 2')
    await it.presses('bo', 'Approve')
    await it.passes({ minutes: 2 })
    expect(await isBack(it)).toBe(false)
  }
})

describe('[C1] [attack 31] a denial is found under whatever was done to what it denied, which is then', () => {
  const hides: Record<string, (it: Scenario) => Promise<unknown>> = {
    'made a draft': it => patch(it, 1, { draft: true }),
    'pushed to': it => it.pushes('ana', text => text.replace('name: Flight delay forecast', 'name: Flight delays')),
    'pushed to with the denier named as an author': async it =>
      it.air.github
        .person('ana')
        .push(
          (await it.pull()).head.ref,
          { [MODEL]: back(await it.file(MODEL, 'main')).replace('name: Flight delay forecast', 'name: Flight delays') },
          'Name it\n\nCo-authored-by: Chen Wei <chen@acme.test>',
        ),
    'made a move to another version': it =>
      it.pushes('ana', text => text.replace('version: 1.0.0', 'version: 1.1.0').replace('tier: medium', 'tier: high')),
  }
  test.each(Object.entries(hides))('%s', async (_, hide) => {
    for (const leave of [async () => {}, withdraws]) {
      const it = await denied()
      await hide(it)
      await it.settle()
      await it.passes({ minutes: 2 })
      await leave(it)
      expect(await urgent(it)).toContain(DENIED)
    }
  })
})

test('[C1] of another move a denial says nothing', async () => {
  const it = await denied()
  await withdraws(it)
  const hold = '/kedge hold flight-delay as emergency for being-fixed because it cannot wait any longer'
  expect(await it.says('ana', 'flight-ops', hold)).toContain('As an emergency')
})

test('[C1] the refusal names whose denial stands, and not who took theirs back', async () => {
  const it = await denied()
  await it.presses('bo', 'Deny')
  await it.submits('bo', 'It is worse on the same flights.')
  it.clock.move(60_000)
  await it.presses('bo', 'Approve')
  await withdraws(it)
  expect(await urgent(it)).toContain(DENIED)
})

test('[C1] what every denier took back before it was withdrawn may be asked for as an emergency', async () => {
  const it = await denied()
  await it.presses('chen', 'Approve')
  await withdraws(it)
  expect(await urgent(it)).toContain('As an emergency')
})

/** Nothing is heard from GitHub any more, where Ana pushes a commit and Chen denies that. */
async function deniedUnheard() {
  const it = await scenario()
  await it.watch()
  await it.asks()
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  const { ref } = (await it.pull()).head
  const text = await it.file(MODEL, ref)
  const ana = it.air.github.person('ana')
  const named = text.replace('name: Flight delay forecast', 'name: Flight delays')
  await ana.push(ref, { [MODEL]: named }, 'Name it')
  it.clock.move(5000)
  await it.air.github.person('chen').review(1, 'REQUEST_CHANGES', 'It is worse.')
  it.clock.move(5000)
  return { it, ana, ref, text }
}

test('[C1] so is one of a commit that was pushed and closed before anybody here saw it', async () => {
  const { it, ana } = await deniedUnheard()
  await ana.close(1)
  it.clock.move(5000)
  await it.reconciles()
  expect(await urgent(it)).toContain(DENIED)
})

test.each([false, true])(
  '[C1] a review that GitHub told of after its pull request was closed is heard first (opened again: %s)',
  async again => {
    const it = await scenario()
    await it.watch()
    await it.asks()
    it.clock.move(60_000)
    it.air.github.setWebhookUrl(undefined)
    await it.air.github.person('chen').review(1, 'REQUEST_CHANGES', 'It is worse.')
    it.clock.move(5000)
    const ana = it.air.github.person('ana')
    await ana.close(1)
    it.clock.move(5000)
    if (again) {
      await ana.call('PATCH', '/repos/acme/models/pulls/1', { title: 'Emergency: go back' })
      await ana.reopen(1)
      it.clock.move(5000)
    }
    const first = await it.newest('change')
    await it.reconciles()
    await it.reconciles()
    const heard = ['change.voted', 'change.closed']
    const events = (await it.events(first)).filter(({ type }) => heard.includes(type))
    expect(events).toMatchObject([
      { type: 'change.voted', by: 'chen', body: { is: 'deny', door: 'github' } },
      { type: 'change.closed' },
    ])
    expect(events[0]?.body).not.toHaveProperty('lapsed')
    if (again) expect(it.card('approvals')).toContain('0 of 2')
    expect(await urgent(it)).toContain(DENIED)
  },
)

test('[C1] so is one that GitHub told nobody of, of what gives way to another wish since its time to approve is over', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const first = await it.newest('change')
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  await it.air.github.person('chen').review(1, 'REQUEST_CHANGES', 'It is worse.')
  it.clock.move(30 * 3_600_000)
  const other = '/kedge retrain flight-delay because the notices are still wrong'
  expect(await it.says('ana', 'flight-ops', other)).toMatch(/^Asked/)
  const heard = (await it.events(first)).filter(({ type }) => ['change.voted', 'change.closed'].includes(type))
  expect(heard).toMatchObject([
    { by: 'chen', body: { is: 'deny', door: 'github' } },
    { type: 'change.closed', body: { outcome: 'expired' } },
  ])
  expect(await urgent(it)).toContain(DENIED)
})

const limits = (it: Scenario, kpi: string, to: number, how = '') =>
  it.says('ana', 'flight-ops', `/kedge kpi flight-delay ${kpi} limit ${to}${how} because more room is needed`)

test('[C1] an edit is the same where it moves the same value, whoever moved it before', async () => {
  for (const door of ['slack', 'repository'] as const) {
    const it = await scenario()
    await it.watch()
    if (door === 'slack') await limits(it, 'mae', 30)
    else await opens(it, 'ana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 30') }, 'Loosen the limit')
    await it.presses('chen', 'Deny')
    await it.submits('chen', 'That is far too much room.')
    if (door === 'slack') await withdraws(it)
    expect(await limits(it, 'mae', 25, ' as emergency')).toContain(DENIED)
    const other = await limits(it, 'false_notices', 90, ' as emergency')
    if (door === 'slack') expect(other).toContain('As an emergency')
    // Of what a person wrote no more is known than the file.
    else expect(other).toContain(DENIED)
  }
})

const emptied = (it: Scenario) => ({ 'notes.md': 'Nothing.', [MODEL]: it.file(MODEL, 'main') })

test.each(['by the command', 'by a title', 'closed first'])(
  '[C1] [C12] [attack 31] what was denied and then pushed out of a pull request of one’s own is denied all the same: %s',
  async how => {
    const it = await scenario()
    await it.watch()
    await opens(it, 'ana', { [MODEL]: back }, 'Go back')
    await it.presses('chen', 'Deny')
    await it.submits('chen', 'It is worse on the same flights.')
    await it.passes({ minutes: 2 })
    const files = emptied(it)
    const { ref } = (await it.pull()).head
    await it.air.github.person('ana').push(ref, { ...files, [MODEL]: await files[MODEL] }, 'Empty it')
    await it.settle()
    await it.passes({ minutes: 2 })
    if (how === 'closed first') await patch(it, 1, { state: 'closed' })
    if (how === 'by a title') {
      await opens(it, 'ana', { [MODEL]: back }, 'Emergency: go back')
      expect(it.card('approvals')).toContain('0 of 2')
    } else expect(await urgent(it)).toContain(DENIED)
    expect(await isBack(it)).toBe(false)
  },
)

test('[C1] [C5] so is what changes rules and no model, while it is open and when it is closed', async () => {
  const rules = (await readFile('policies/approve-rules.yaml', 'utf8'))
    .replace(
      'needs: [{ role: rule-owner, count: 1 }]',
      'needs: [{ role: rule-owner, count: 2 }]\nemergency:\n  needs: [{ role: rule-owner, count: 1 }]\n  reviewHours: 24',
    )
    .replace(/examples:[\s\S]*/, 'examples:\n  - { asks: ana, votes: [], then: pending }\n')
  for (const close of [false, true]) {
    const it = await scenario({ files: { 'policies/approve-rules.yaml': rules } })
    await it.watch()
    const loosen = (text: string) => text.replace('withinHours: 168', 'withinHours: 200')
    const first = await opens(it, 'dana', { 'policies/approve-low.yaml': loosen }, 'More time')
    await it.presses('chen', 'Deny')
    await it.submits('chen', 'That is too much time.')
    await it.passes({ minutes: 2 })
    if (close) await it.air.github.person('dana').close(first.number)
    await opens(it, 'dana', { 'policies/approve-low.yaml': loosen }, 'Emergency: more time')
    await it.presses('fay', 'Approve')
    expect((await it.check()).conclusion).not.toBe('success')
  }
})

test('[C1] so is one of a commit that was pushed over before anybody here saw it', async () => {
  const { it, ana, ref, text } = await deniedUnheard()
  await ana.push(ref, { [MODEL]: text }, 'Back')
  it.clock.move(5000)
  await it.reconciles()
  expect(await urgent(it)).toContain(DENIED)
})
