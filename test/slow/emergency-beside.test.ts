/** What cannot wait beside what was asked for before: approved, denied long ago, of another version, or ended by it. */
import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, type ScenarioOptions, scenario } from '../scenarios/world.ts'

const back = (text: string) => text.replace('version: 1.1.0', 'version: 1.0.0')
const urgent = (it: Scenario, who = 'bo') =>
  it.says(who, 'flight-ops', '/kedge rollback flight-delay to 1.0.0 as emergency because it cannot wait any longer')
const looser = (it: Scenario, kpi: string, to: number, how = '') =>
  it.says('ana', 'flight-ops', `/kedge kpi flight-delay ${kpi} limit ${to}${how} because more room is needed`)

async function begun(more: ScenarioOptions = {}) {
  const it = await scenario(more)
  await it.watch()
  return it
}

async function asked(more: ScenarioOptions = {}) {
  const it = await begun(more)
  await it.asks()
  it.clock.move(60_000)
  return it
}

async function denies(it: Scenario) {
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
}

async function weeks(it: Scenario, many: number) {
  for (let i = 0; i < many; i++) await it.passes({ days: 7 })
  await it.reconciles()
}

test('[C1] a denial nobody withdrew keeps no emergency back a week after its time to approve', async () => {
  const it = await asked()
  await denies(it)
  await it.passes({ days: 3 })
  expect(await urgent(it)).toContain('was denied by Chen Wei')
  await weeks(it, 2)
  expect(await urgent(it)).toContain('As an emergency')
})

test('[C1] nor once it is withdrawn, nor that of another change of the model', async () => {
  const it = await begun()
  await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen')
  await denies(it)
  await weeks(it, 3)
  await opens(it, 'ana', { [MODEL]: back }, 'Emergency: go back')
  expect(it.card('approvals')).toContain('0 of 1')
  const other = await asked()
  await denies(other)
  await weeks(other, 3)
  await other.presses('ana', 'Withdraw')
  await other.submits('ana', 'It is of three weeks ago.')
  expect(await urgent(other)).toContain('As an emergency')
})

test('[C1] what is approved already is not thrown away for an emergency', async () => {
  const manual = (await readFile('policies/approve-rollback.yaml', 'utf8')).replace('merge: auto', 'merge: manual')
  const it = await asked({ files: { 'policies/approve-rollback.yaml': manual } })
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  expect(await urgent(it, 'dana')).not.toContain('As an emergency')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
  expect((await it.store.subjects({ kind: 'change' })).length).toBe(1)
})

test('[C1] [C10] an emergency asked for in the moment of the last approval throws nothing away', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  await Promise.all([it.presses('chen', 'Approve'), urgent(it, 'dana')])
  await it.passes({ minutes: 5 })
  const changes = await it.store.subjects({ kind: 'change' })
  // Whoever of the two was first: it is merged, or the emergency stands and asks for its own approval.
  const isBack = (await it.file(MODEL, 'main')).includes('version: 1.0.0')
  expect([changes.length, isBack]).toEqual(changes.length === 1 ? [1, true] : [2, false])
  if (!isBack) expect(it.whispers('chen').at(-1)).toMatch(/closed|over|ended/i)
})

test('[C1] a way back to another version that nobody answers waits for no one where one to the right version cannot', async () => {
  const more = (await readFile(MODEL, 'utf8')).replace(
    '\n  1.1.0:\n',
    `
  1.0.1:
    summary: Median delay by origin and hour, again.
    trained: { from: 2001-01-01, to: 2001-01-24, data: flights-3m.parquet }
    metrics: { mae: 15.63, false_notices: 33, announced: 16 } # hold-out, 25 to 31 January
    gates: { passed: 2001-01-31, evidence: Hold-out of 25 to 31 January }
  1.1.0:
`,
  )
  const it = await begun({ files: { [MODEL]: more } })
  await it.asks('dana', '1.0.1')
  await it.passes({ hours: 8 })
  expect(await urgent(it)).toContain('As an emergency')
  await it.passes({ minutes: 2 })
  const { state, body } = await it.api('pulls/1')
  expect(state).toBe('closed')
  expect(body).toContain('the way back to 1.0.0 was asked for as an emergency')
})

test('[C5] [E2] the pull request that an emergency ended is closed, says where it goes on, and is asked anew when opened again', async () => {
  const it = await asked()
  const first = await it.newest('change')
  await urgent(it, 'dana')
  await it.passes({ minutes: 2 })
  const one = await it.api('pulls/1')
  expect(one).toMatchObject({ state: 'closed', body: expect.not.stringContaining('approve it here') })
  expect(one.body).toMatch(/asked for anew as an emergency, in \[.*2\]\(\S+\/pull\/2\)\. Whoever approves or denies it/)
  await it.air.github.person('dana').close(2)
  await it.settle()
  await it.passes({ minutes: 2 })
  await it.air.github.person('ana').reopen(1)
  await it.settle()
  await it.passes({ minutes: 5 })
  const { check_runs } = await it.api(`commits/${one.head.sha}/check-runs`)
  expect(check_runs.at(-1).output.title).toContain('0 of 2')
  expect((await it.api('pulls/1')).state).toBe('open')
  expect(await it.newest('change')).not.toBe(first)
})

test('[C5] what lapsed and gave way is closed as well', async () => {
  const it = await asked()
  await it.passes({ hours: 25 })
  await it.asks('dana')
  await it.passes({ minutes: 5 })
  const one = await it.api('pulls/1')
  expect(one).toMatchObject({ state: 'closed', body: expect.not.stringContaining('approve it here') })
  expect(one.body).toContain('Nobody has to approve it any more.')
  expect((await it.api('pulls/2')).state).toBe('open')
})

test('[C1] whoever denies a hold is told where the same goes on as an emergency', async () => {
  const it = await begun()
  const why = 'it cannot wait any longer'
  await it.says('ana', 'flight-ops', `/kedge hold flight-delay as emergency for being-fixed because ${why}`)
  const hold = `  hold: { because: ${why}, reason: being-fixed, since: 2001-04-16 }\n`
  const held = (text: string) => text.replace('  observe: served\n', `  observe: served\n${hold}`)
  await opens(it, 'dana', { [MODEL]: held }, 'Hold it')
  await it.presses('chen', 'Deny')
  expect(await it.submits('chen', 'It must not be put on hold now.')).toContain('#1')
})

const EASY = 'needs: [{ role: ROLE, count: 1 }]\n  reviewHours: 24'
const easier = async (path: string, from: string, role: string, count: number) =>
  (await readFile(path, 'utf8'))
    .replace(
      from,
      `needs: [{ role: ${from.match(/role: ([a-z-]+)/)?.[1]}, count: ${count} }]\nemergency:\n  ${EASY.replace('ROLE', role)}`,
    )
    .replace('merge: manual', 'merge: auto')
    .replace(/examples:[\s\S]*/, 'examples:\n  - { asks: ana, votes: [], then: pending }\n')

test('[C1] [C12] [attack 31] a denied limit that is pushed into an emergency about another is none', async () => {
  const path = 'policies/approve-medium.yaml'
  const medium = await easier(path, 'needs: [{ role: model-validation, count: 1 }]', 'operations', 1)
  const it = await begun({ files: { [path]: medium } })
  await looser(it, 'mae', 30)
  await denies(it)
  await it.passes({ minutes: 2 })
  await it.presses('ana', 'Withdraw')
  await it.submits('ana', 'Then another way, at once.')
  await it.passes({ minutes: 2 })
  expect(await looser(it, 'false_notices', 90, ' as emergency')).toContain('As an emergency')
  const main = await it.file(MODEL, 'main')
  await it.pushes('ana', () => main.replace('limit: 18.5', 'limit: 30'))
  await it.passes({ minutes: 2 })
  expect(it.card('approvals')).toContain('none any more by what was pushed to it')
  await it.presses('bo', 'Approve')
  await it.passes({ minutes: 2 })
  expect(await it.file(MODEL, 'main')).not.toContain('limit: 30')
})

test('[C1] [C5] so is another rule', async () => {
  const path = 'policies/approve-rules.yaml'
  const it = await begun({
    files: { [path]: await easier(path, 'needs: [{ role: rule-owner, count: 1 }]', 'rule-owner', 2) },
  })
  const [low, high] = ['policies/approve-low.yaml', 'policies/approve-high.yaml']
  const longer = (text: string) => text.replace('withinHours: 168', 'withinHours: 200')
  await opens(it, 'dana', { [low]: longer }, 'Emergency: more time')
  expect(it.card('approvals')).toContain('0 of 1')
  const fewer = (await it.file(high, 'main')).replace('  - { role: model-validation, count: 1, via: [github] }\n', '')
  const files = {
    [low]: await it.file(low, 'main'),
    [high]: fewer.replace(/examples:[\s\S]*/, 'examples:\n  - { asks: ana, votes: [], then: pending }\n'),
  }
  await it.air.github.person('dana').push((await it.pull()).head.ref, files, 'Another')
  await it.settle()
  expect(it.card('approvals')).toContain('0 of 2')
})

test('[C1] [C12] [attack 31] a no on GitHub that came before Kedge ever saw the pull request takes its title away', async () => {
  const it = await begun()
  it.air.github.setWebhookUrl(undefined)
  await opens(it, 'ana', { [MODEL]: back }, 'Go back')
  it.clock.move(5000)
  await it.air.github.person('chen').review(1, 'REQUEST_CHANGES', 'It is worse.')
  it.clock.move(5000)
  const ana = it.air.github.person('ana')
  await ana.close(1)
  it.clock.move(5000)
  await ana.call('PATCH', '/repos/acme/models/pulls/1', { title: 'Emergency: go back' })
  await ana.reopen(1)
  it.clock.move(5000)
  await it.reconciles()
  expect(it.card('approvals')).toContain('0 of 2')
  await it.presses('bo', 'Approve')
  await it.passes({ minutes: 2 })
  expect(back(await it.file(MODEL, 'main'))).not.toBe(await it.file(MODEL, 'main'))
})

test('[C1] whoever says yes to a commit nobody saw is not against it any more', async () => {
  const it = await asked()
  it.air.github.setWebhookUrl(undefined)
  const { ref } = (await it.pull()).head
  const text = await it.file(MODEL, ref)
  const [ana, chen] = [it.air.github.person('ana'), it.air.github.person('chen')]
  const named = text.replace('name: Flight delay forecast', 'name: Flight delays')
  await ana.push(ref, { [MODEL]: named }, 'Name it')
  it.clock.move(5000)
  await chen.review(1, 'REQUEST_CHANGES', 'It is worse.')
  it.clock.move(5000)
  await chen.review(1, 'APPROVE', 'No, it is fine.')
  it.clock.move(5000)
  await ana.push(ref, { [MODEL]: text }, 'Back')
  it.clock.move(5000)
  await it.reconciles()
  await it.reconciles()
  const heard = (await it.events('change')).filter(({ type }) => type === 'change.voted')
  expect(heard).toMatchObject([
    { by: 'chen', body: { is: 'deny' } },
    { by: 'chen', body: { is: 'withdrawn' } },
  ])
  expect(it.card('approvals')).not.toContain('Denied')
  expect(await urgent(it)).toContain('As an emergency')
})

test('[C1] [C12] [attack 31] a denial of what main has overtaken is heard before it gives way', async () => {
  const it = await asked()
  await it.pushesToMain('root', MODEL, text => text.replace('tags: [sample]', 'tags: [sample, real]'))
  await it.passes({ minutes: 2 })
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(30_000)
  await it.air.github.person('chen').review(1, 'REQUEST_CHANGES', 'It is worse.')
  it.clock.move(5000)
  await it.asks('ana')
  await it.passes({ minutes: 2 })
  await it.presses('ana', 'Withdraw')
  await it.submits('ana', 'Then another way, at once.')
  await it.passes({ minutes: 2 })
  expect(await urgent(it)).toContain('was denied by Chen Wei')
})

test('[C1] [C12] [attack 31] what is pushed between the look at the title and the first seal is no emergency', async () => {
  const other = 'models/other-delay.yaml'
  const text = (await readFile(MODEL, 'utf8')).replace('id: flight-delay', 'id: other-delay')
  let pushes: (() => Promise<unknown>) | undefined
  let looked = false
  const it = await begun({
    files: { [other]: text },
    githubUrl: async url => {
      const proxy = await faultProxy(url, ({ path }) => {
        looked ||= pushes !== undefined && path.includes('/pulls/2/reviews')
        if (!looked || pushes === undefined || !/\/pulls\/2(\?|$)/.test(path)) return undefined
        void pushes()
        pushes = undefined
        return { delayMs: 1500 }
      })
      onTestFinished(() => proxy.close())
      return proxy.url
    },
  })
  await opens(it, 'ana', { [MODEL]: back }, 'Go back')
  await denies(it)
  await it.passes({ minutes: 2 })
  const [main, otherMain] = [await it.file(MODEL, 'main'), await it.file(other, 'main')]
  const files = { [other]: otherMain, [MODEL]: back(main) }
  pushes = () => it.air.github.person('ana').push('ana-emergency-go-back', files, 'Another')
  await opens(it, 'ana', { [other]: back }, 'Emergency: go back')
  await it.passes({ minutes: 2 })
  expect(pushes).toBeUndefined()
  expect(it.card('approvals')).toContain('0 of 2')
  await it.presses('bo', 'Approve')
  await it.passes({ minutes: 2 })
  expect(await it.file(MODEL, 'main')).not.toContain('version: 1.0.0')
})

test('[C5] of a hold that lacks its reason the card and the check say just that', async () => {
  const it = await begun()
  const hold = '  hold: { because: it cannot wait any longer, since: 2001-04-16 }\n'
  const held = (text: string) => text.replace('  observe: served\n', `  observe: served\n${hold}`)
  await opens(it, 'dana', { [MODEL]: held }, 'Emergency: hold it')
  const { title, summary } = (await it.check()).output
  for (const text of [it.card('approvals'), `${title} ${summary}`]) {
    expect(text).toContain('Whoever puts a model on hold says why by the list')
    expect(text).toMatch(/beside `?because/)
    expect(text).not.toMatch(/kedge check.* in a clone says them too|nothing can be said|Nothing blocks/)
  }
})

test('[C1] [C12] [attack 31] nor is a limit that is pushed into one before its first seal', async () => {
  const path = 'policies/approve-medium.yaml'
  const medium = await easier(path, 'needs: [{ role: model-validation, count: 1 }]', 'operations', 1)
  let pushes: (() => Promise<unknown>) | undefined
  let opened = false
  const it = await begun({
    files: { [path]: medium },
    githubUrl: async url => {
      const proxy = await faultProxy(url, call => {
        if (pushes === undefined) return undefined
        const isOpening = call.method === 'POST' && /\/pulls$/.test(call.path)
        if (isOpening || !opened) {
          opened ||= isOpening
          return undefined
        }
        void pushes()
        pushes = undefined
        return { delayMs: 1500 }
      })
      onTestFinished(() => proxy.close())
      return proxy.url
    },
  })
  const main = await it.file(MODEL, 'main')
  pushes = async () => {
    const [{ head }] = await it.api('pulls?state=open')
    await it.air.github.person('ana').push(head.ref, { [MODEL]: main.replace('limit: 18.5', 'limit: 30') }, 'Another')
  }
  expect(await looser(it, 'false_notices', 90, ' as emergency')).toContain('As an emergency')
  await it.passes({ minutes: 2 })
  expect(pushes).toBeUndefined()
  await it.presses('bo', 'Approve')
  await it.passes({ minutes: 2 })
  expect(await it.file(MODEL, 'main')).not.toContain('limit: 30')
})
