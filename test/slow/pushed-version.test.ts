import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

/** With a version older yet, of which nothing was measured. */
const OLDER = readFileSync(MODEL, 'utf8').replace(
  'versions:\n',
  'versions:\n  0.9.0:\n    summary: The oldest.\n    gates: { passed: 2000-12-31, evidence: Hold-out }\n',
)

test('[C9] [attack 40] what is pushed to a request moves another version: everything people read speaks of that one', async () => {
  const it = await scenario({ files: { [MODEL]: OLDER } })
  await it.watch()
  await it.asks()
  expect(it.card('approvals')).toMatch(/on the same \d/i)
  await it.pushes('dana', text => text.replace('  version: 1.0.0', '  version: 0.9.0'))
  const card = it.card('approvals')
  expect(card).toContain('1.1.0 → 0.9.0')
  expect(card).not.toMatch(/→ 1\.0\.0|on the same \d/i)
  const { body, title } = await it.pull()
  expect(title).toContain('changed since, rollback 1.1.0 → 0.9.0')
  expect(body).not.toContain('✓ **rollback-same-cases**')
  expect(body).toContain('No evidence')
  expect(await it.presses('bo', 'Approve')).toContain('0.9.0')
  // Put back, it is what was asked for, with what was compared.
  await it.pushes('dana', text => text.replace('  version: 0.9.0', '  version: 1.0.0'))
  expect(it.card('approvals')).toMatch(/on the same \d/i)
})

test('[C9] the title of a pull request whose move stays, and whose files somebody else changed, does not tell of that alone', async () => {
  const it = await scenario({ files: { [MODEL]: OLDER } })
  await it.watch()
  await it.asks()
  await it.pushes('dana', text => text.replace('limit: 18.5', 'limit: 990'))
  expect((await it.pull()).title).toBe('Roll flight-delay back from 1.1.0 to 1.0.0 (changed since)')
  await it.pushes('dana', text => text.replace('limit: 990', 'limit: 18.5').replace('version: 1.0.0', 'version: 0.9.0'))
  expect((await it.pull()).title).not.toContain('(changed since)')
})

test('[C9] what a person calls their own pull request stays theirs', async () => {
  const it = await scenario()
  await it.watch()
  const { number } = await opens(
    it,
    'dana',
    { [MODEL]: text => text.replace('version: 1.1.0', 'version: 1.0.0') },
    'Go back',
  )
  await it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { title: 'Go back at once' })
  await it.settle()
  await it.reconciles()
  expect(await it.pull()).toMatchObject({ title: 'Go back at once', body: '' })
})

test('[C9] the pull request’s body says what the rules say now, as the card does', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  expect((await it.pull()).body).toContain('✓ **rollback-same-cases** pass')
  const [newest] = (await it.store.readings({ model: 'flight-delay', kpi: 'mae' })).slice(-1)
  if (!newest) throw new Error('there is no reading')
  await it.passes({ hours: 1 })
  const end = it.clock.now().toISOString()
  const day = { ...newest, start: newest.end, end, available: end, n: 10_000_000 }
  await it.store.addReadings([
    { ...day, version: '1.0.0', value: 60 },
    { ...day, version: '1.1.0', value: 25 },
  ])
  await it.reconciles()
  expect((await it.pull()).body).toContain('✗ **rollback-same-cases** fail')
})

test('[C5] [C7] a person’s own pull request is of the kind it is by now, and shows what its version would have done', async () => {
  const it = await scenario()
  await it.watch()
  await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen the limit')
  const { ref } = (await it.pull()).head
  const back = (text: string) => text.replace('limit: 25', 'limit: 18.5').replace('version: 1.1.0', 'version: 1.0.0')
  await it.air.github.person('dana').push(ref, { [MODEL]: back(await it.file(MODEL, ref)) }, 'Go back')
  await it.settle()
  const card = it.card('approvals')
  expect(card).toContain('(rollback)')
  expect(card).toMatch(/1\.1\.0 → 1\.0\.0 on the same \d/)
})

test('[C9] [attack 40] what is pushed to the file that was planned stands in words on the card, with who did it', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 18.6 because a little more room is needed')
  await it.watch()
  const [pull] = await it.api('pulls?state=open')
  it.clock.move(60_000)
  const text = (await it.file(MODEL, pull.head.ref)).replace('limit: 18.6', 'limit: 990')
  const notes = Array.from({ length: 25 }, (_, i) => `# a note ${i}`).join('\n')
  await it.air.github.person('ana').push(pull.head.ref, { [MODEL]: `${notes}\n${text}` }, 'Tidy')
  await it.settle()
  await it.watch()
  const card = it.card('approvals')
  expect(card).toContain('Changed since it was asked for, by Ana Ruiz')
  expect(card).toMatch(/limit.*990/)
  expect(card).toMatch(/… \d+ more lines, in the pull request/)
  const { body } = await it.api(`pulls/${pull.number}`)
  expect(body).toContain('Changed since it was asked for')
  expect(body).toMatch(/limit.*990/)
  await it.presses('chen', 'Approve')
  await it.watch()
})

test('[C5] files that change nothing but comments hide none that changes something', async () => {
  const paths = Array.from({ length: 9 }, (_, i) => `models/a${i}.yaml`)
  const source = readFileSync('models/flight-records.yaml', 'utf8')
  const named = (i: number) => source.replace(/^id: .*$/m, `id: a${i}`).replace(/^name: .*$/m, `name: A ${i}`)
  const it = await scenario({ files: Object.fromEntries(paths.map((path, i) => [path, named(i)])) })
  await it.watch()
  const notes = paths.map(path => [path, (text: string) => `${text}# a note\n`] as const)
  const loose = (text: string) => text.replace('limit: 18.5', 'limit: 990')
  await opens(it, 'dana', { ...Object.fromEntries(notes), [MODEL]: loose }, 'Write notes')
  expect(it.card('approvals')).toMatch(/limit.*990/)
  expect(it.card('approvals')).toContain('… and 2 files more')
})

test('[C5] [E1] [E2] wherever a request is named that somebody else has changed, it says so', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay false_notices limit 76 because more room is needed')
  const main = await it.file(MODEL, 'main')
  await it.pushes('dana', () => main.replace('limit: 18.5', 'limit: 60'))
  await it.passes({ minutes: 2 })
  expect((await it.pull()).title).toMatch(/\(changed since\)$/)
  expect(it.card('approvals').split('\n')[0]).toMatch(/\(CHANGED SINCE\)/)
  for (const line of ['/kedge', '/kedge approvals'])
    expect(await it.says('chen', 'approvals', line)).toContain('(changed since)')
  await it.person('chen').openHome()
  await it.settle()
  expect(messageText(it.person('chen').home()?.blocks ?? [])).toContain('(changed since)')
})
