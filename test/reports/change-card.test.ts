import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Judged } from '../../src/approvals/judged.ts'
import type { ChangedFile, Finding } from '../../src/core/change.ts'
import type { NewEvent } from '../../src/core/event.ts'
import type { Author } from '../../src/core/sealing.ts'
import { judged } from '../../src/flows/bench.ts'
import { changeCard, isTooLarge } from '../../src/reports/change-card.ts'
import { fileWords } from '../../src/reports/changed-files.ts'
import { checkOf } from '../../src/reports/check-text.ts'
import { diffLines } from '../../src/reports/diff-blocks.ts'
import { mergeMessage, pullBody, pullTitle } from '../../src/reports/pull-body.ts'
import { slackMessage } from '../../src/reports/slack-blocks.ts'
import type { Document } from '../../src/words/document.ts'
import { says } from '../../src/words/says.ts'
import {
  APPROVED,
  asked,
  checkedGreen,
  dispatched,
  foldOf,
  mergedBy,
  SEAL,
  voted,
  WAITING,
} from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { type Given, words, worldOf } from '../fixtures/world.ts'

async function at(events: readonly NewEvent[], given: Given = {}): Promise<Judged> {
  const { world } = await worldOf({ at: '2001-04-16T10:00:00.000Z', ...given })
  return judged(world, foldOf(events))
}
const state = async (events: readonly NewEvent[], given?: Given) =>
  /┃ (.*?), pull request/.exec(words(changeCard(await at(events, given))))?.[1]
const delivered = (conclusion: string) =>
  happened('change.delivered', 'github', { model: 'flight-delay', run: 5, conclusion })
const buttons = async (events: readonly NewEvent[], given?: Given) =>
  words(changeCard(await at(events, given))).includes('[ Approve ]')

describe('the approval card', () => {
  test.each<[string, boolean, readonly NewEvent[]]>([
    ['Waits for approval, 0 of 2', true, WAITING],
    ['Waits for approval, 1 of 2', true, [...WAITING, voted('bo')]],
    ['Denied', true, [...WAITING, voted('bo', 'deny', 'It was never tested.')]],
    ['Approved, 2 of 2', false, APPROVED],
    ['Merged, is being delivered', false, [...APPROVED, mergedBy]],
    ['Merged, is being delivered', false, [...APPROVED, mergedBy, dispatched]],
    ['Delivered, waits to be observed', false, [...APPROVED, mergedBy, dispatched, delivered('success')]],
    ['Delivery ended in cancelled', false, [...APPROVED, mergedBy, dispatched, delivered('cancelled')]],
    ['Done: 1.0.0 runs', false, [...APPROVED, mergedBy, happened('change.done', 'kedge', { version: '1.0.0' })]],
    [
      'Abandoned: closed',
      false,
      [...WAITING, happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed' })],
    ],
  ])('%s, with buttons: %s', async (says, offered, events) => {
    expect([await state(events), await buttons(events)]).toEqual([says, offered])
  })

  test('of a change without evidence says nothing of evidence, and what a vote is for', async () => {
    expect(words(changeCard(await at(WAITING))).replace(/commit [0-9a-f]{7}/, 'commit …')).toMatchInlineSnapshot(`
      "┃ Flight delay forecast: rollback 1.1.0 → 1.0.0
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ Waits for approval, 0 of 2, pull request #7, until 17 April 2001, 09:00 UTC.
      ┃
      ┃ ○ operations: @Bo Lindqvist or @Eli Novak
      ┃ ○ model-validation: @Chen Wei or @Fay Osei
      ┃
      ┃ Asked for by Ana Ruiz, 16 April 2001:
      ┃
      ┃ │ Since the summer timetable the notices are wrong too often.
      ┃
      ┃ ? rollback-same-cases unknown (block) (sr-26-2/v-outcomes-analysis). target.kpis.mae.value is missing. An error moves with the weather. Only the same flights show whether the version to go back to is better, so nobody rolls back into something worse. fix: Compare flight-delay on the same flights, and think of training it anew instead: /kedge show flight-delay. Somebody with the role
      ┃   model-validation may waive it.
      ┃ ✓ 1 rule kept: rollback-target-passed.
      ┃
      ┃     -  version: 1.1.0
      ┃     +  version: 1.0.0
      ┃
      ┃ · A vote is for what stands here: commit … onto main, with these files, rules and answers. It counts for nothing else.
      ┃
      ┃ [ Approve ] [ Deny ] [ Withdraw ]"
    `)
  })

  test.each<[string, object]>([
    ['rollback 1.1.0 → 1.0.0', {}],
    ['hold', { kind: 'hold', title: 'Hold flight-delay', to: undefined }],
    ['train anew', { kind: 'retrain', title: 'Train flight-delay anew', to: undefined }],
    [
      'move the limit of mae to 20 min',
      { kind: 'edit', title: 'Move the limit of mae of flight-delay to 20 min', to: undefined },
    ],
    [
      'replace by other for screens',
      { kind: 'replace', title: 'Replace flight-delay by other for screens', to: undefined },
    ],
  ])('[E2] its first line says what is asked: %s', async (says, more) => {
    const events = WAITING.slice(1).map(event =>
      event.type === 'change.sealed' && 'title' in more
        ? happened('change.sealed', 'kedge', { ...event.body, moves: [] })
        : event,
    )
    const it = await at([asked(more), ...events])
    expect(words(changeCard(it))).toMatch(new RegExp(`^┃ Flight delay forecast: ${says}\n`))
  })

  test('[E2] its second line says how it stands, until when, and what it is worth; then come those who act', async () => {
    // biome-ignore lint/suspicious/noThenProperty: a figure, and nobody awaits it.
    const row = { kpi: 'x', unit: '%', now: 41, then: 17 }
    const rows = [
      { ...row, name: 'Late flights announced', better: false, money: '−38,000 USD a week' },
      { ...row, name: 'False notices', better: true, money: '+33,000 USD a week' },
      { ...row, name: 'Mean error', better: undefined },
    ]
    const evidence = { from: '1.1.0', to: '1.0.0', start: '2001-04-02', end: '2001-04-16', samples: 230_000, rows }
    const [, , , second, , third] = words(changeCard(await at([asked({ evidence }), ...WAITING.slice(1)]))).split('\n')
    expect([second, third]).toEqual([
      '┃ Waits for approval, 0 of 2, pull request #7, until 17 April 2001, 09:00 UTC. Worth on the same cases: late flights announced −38,000 USD a week and false notices +33,000 USD a week.',
      '┃ ○ operations: @Bo Lindqvist or @Eli Novak',
    ])
  })

  const owed = happened('change.review-owed', 'kedge', { because: 'x', due: '2001-04-17T06:00:00Z' })
  const done = happened('change.done', 'kedge', { version: '1.0.0' })
  test.each<[string | undefined, readonly NewEvent[]]>([
    [undefined, WAITING],
    ['Kedge merges it.', APPROVED],
    ['nobody; 1.0.0 is on the way to where it runs.', [...APPROVED, mergedBy]],
    ['Ana Ruiz mends it.', [...APPROVED, mergedBy, dispatched, delivered('cancelled')]],
    ['whoever reviews it, until 17 April 2001, 06:00 UTC.', [...APPROVED, mergedBy, owed, done]],
    [undefined, [...APPROVED, mergedBy, done]],
  ])('[E2] its second line says who acts next: %s', async (says, events) => {
    expect(/Next: (.*)/.exec(words(changeCard(await at(events))))?.[1]).toBe(says)
  })

  test('[E2] asks nobody for what is over', async () => {
    const closed = happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed' })
    expect(words(changeCard(await at([...WAITING, voted('bo'), closed])))).not.toContain('○')
    expect(words(changeCard(await at([...WAITING, mergedBy])))).not.toContain('○')
  })

  test('that is approved says who merges, where the policy leaves it to people', async () => {
    const it = await at(APPROVED)
    const manual: Judged = { ...it, verdict: { ...it.verdict, merge: 'manual' } as Judged['verdict'] }
    expect(words(changeCard(manual))).toContain(
      'The policy leaves the merge to people: merge the pull request on GitHub.',
    )
    expect(words(changeCard(it))).not.toContain('merge the pull request')
  })

  test('[C9] of a long difference shows its beginning, and says how much is left out', () => {
    const diff = ['--- a', '+++ b', '@@', ...Array.from({ length: 30 }, (_, i) => `+line ${i}`)].join('\n')
    expect(diffLines(diff).split('\n')).toHaveLength(21)
    expect(diffLines(diff)).toMatch(/\+line 19\n… 10 more lines, in the pull request$/)
    expect(diffLines(diff.split('\n').slice(0, 23).join('\n'))).not.toContain('more')
    expect(diffLines('--- a\n+++ b\n')).toBe('no difference')
  })
})

describe('[E2] [attack 58] of what Kedge planned', () => {
  const planned = async (diff: string, more: Partial<Judged['change']['request']> = {}): Promise<Judged> => {
    const it = await at(WAITING)
    const seals = it.change.seals.map(({ body, ...seal }) => ({ ...seal, body: { ...body, diff } }))
    return { ...it, change: { ...it.change, seals, request: { ...it.change.request, ...more } } }
  }
  const adding = (lines: readonly string[]) =>
    ['--- a', '+++ b', '@@ -1 +1,9 @@', ...lines.map(line => `+${line}`)].join('\n')
  const numbered = (n: number, each = 'a line of a new file') => Array.from({ length: n }, (_, i) => `${each} ${i}`)
  const inSlack = (it: Judged) =>
    JSON.stringify(slackMessage(changeCard(it), it.repository.people.people).blocks).replaceAll('\\n', '\n')

  test.each([1, 20, 21, 120, 250])('%i lines stand on its card, each whole, and it is approved there', async n => {
    const it = await planned(adding(numbered(n)))
    expect(isTooLarge(it)).toBe(false)
    for (const line of numbered(n)) expect(inSlack(it)).toContain(`+${line}\n`)
    expect(inSlack(it)).toContain('kedge:approve')
  })

  test.each<readonly [string, string, Partial<Judged['change']['request']>]>([
    ['more lines than a message holds', adding(numbered(400)), {}],
    ['one line that is too long', adding(['short', 'x'.repeat(3000)]), {}],
    ['one that becomes too long as Slack takes it', adding(['&'.repeat(600)]), {}],
    ['no line that anybody could see', '--- a\n+++ b\n', {}],
    ['a file that GitHub does not show', `${adding(['short'])}\n(not shown)\n`, {}],
    ['no room beside what else must stand there', adding(numbered(250)), { reason: 'w'.repeat(2900) }],
  ])('%s leave no Approve, and lead to GitHub', async (_, diff, more) => {
    const it = await planned(diff, more)
    expect(isTooLarge(it)).toBe(true)
    expect(inSlack(it)).not.toContain('kedge:approve')
    expect(inSlack(it)).toContain('kedge:deny')
    expect(inSlack(it)).toContain('Too large for a card')
  })
})

/** A pull request of a person that holds these files, and what the rules say of it. */
async function holding(files: readonly ChangedFile[], findings: readonly object[] = []): Promise<Judged> {
  const { model: _, ...it } = await at(WAITING)
  const seals = it.change.seals.map(({ body, ...seal }) => ({ ...seal, body: { ...body, files } }))
  const change = { ...it.change, seals, request: { ...it.change.request, door: 'repository' as const } }
  return { ...it, name: 'Tidy up', change, findings: findings as Judged['findings'] }
}
const edits = (n: number, each = 'tags'): ChangedFile[] =>
  Array.from({ length: n }, (_, i) => ({ path: `models/m${i}.yaml`, says: [`${each} ${i}`] }))
const rule: Finding = {
  policy: 'tagged',
  outcome: 'fail',
  severity: 'warn',
  because: 'It costs.',
  fix: 'Add it.',
  trace: [],
}
const linesOf = (it: Judged) =>
  words(changeCard(it))
    .split('\n')
    .map(line => line.replace(/^┃ ?/, ''))

describe('[E2] [attack 58] the card of many files', () => {
  test('begins with what is grave; then come other edits, what is neither, and comments, which are left out first', async () => {
    const files: ChangedFile[] = [
      { path: 'models/a.yaml', says: [] },
      { path: 'models/b.yaml', says: ['x added to tags'] },
      { path: 'src/c.py', says: ['beside'], isBeside: true },
      { path: 'models/d.yaml', says: ['limit loosened'], isGrave: true },
      ...Array.from({ length: 6 }, (_, i) => ({ path: `models/e${i}.yaml`, says: [] })),
    ]
    const shown = linesOf(await holding(files)).filter(line => /^• (?:models|src|…)/.test(line))
    expect(shown.map(line => line.replace('• ', '').replace(/:.*/, ''))).toEqual([
      ...['models/d.yaml', 'models/b.yaml', 'src/c.py', 'models/a.yaml'],
      ...['models/e0.yaml', 'models/e1.yaml', 'models/e2.yaml', 'models/e3.yaml', '… and 2 files more'],
    ])
  })

  test.each<[string, boolean, ChangedFile[]]>([
    ['many short lines', true, edits(100)],
    ['too many lines', false, edits(400)],
    ['a few that are too long', false, edits(4, 'x added to tags; '.repeat(160))],
    ['one that would be cut', false, edits(1, 'x added to tags; '.repeat(200))],
    ['many that change nothing', true, edits(400).map(file => ({ ...file, says: [] }))],
    ['many that are neither', true, edits(400).map(file => ({ ...file, isBeside: true }))],
  ])('of %s can be approved: %s', async (_, whole, files) => {
    const it = await holding(files)
    const card = words(changeCard(it))
    expect([card.includes('[ Approve ]'), card.includes('Too large for a card')]).toEqual([whole, !whole])
    expect(card).toContain('[ Deny ]')
    expect(isTooLarge(it)).toBe(!whole)
  })

  test('sends nobody to a review that does not count', async () => {
    const it = await holding(edits(400))
    const missing = it.verdict.missing.map(slot => ({ ...slot, via: ['slack' as const] }))
    const bySlack = words(changeCard({ ...it, verdict: { ...it.verdict, missing } }))
    expect(bySlack).toContain('Too large for a card, so it cannot be approved here: split it.')
    expect(words(changeCard(it, 'https://github.test/pull/7'))).toContain('#7 (https://github.test/pull/7) and approve')
  })

  test('leaves out the diff where files tell what changes, and keeps it where nothing else does', async () => {
    const long = (it: Judged) => {
      const diff = `+  version: 1.0.0 ${'x'.repeat(2800)}`
      const seals = it.change.seals.map(({ body, ...seal }) => ({ ...seal, body: { ...body, diff } }))
      const request = { ...it.change.request, reason: 'because it is so '.repeat(200) }
      const change = { ...it.change, seals, request }
      const findings = Array.from({ length: 40 }, (_, i) => ({
        ...rule,
        policy: `rule-${i}`,
        because: 'x'.repeat(140),
      }))
      return JSON.stringify(slackMessage(changeCard({ ...it, change, findings }), it.repository.people.people).blocks)
    }
    const [planned, written] = [long(await at(WAITING)), long(await holding(edits(130)))]
    expect([planned.includes('+  version: 1.0.0'), planned.includes('"Approve"')]).toEqual([true, true])
    expect([written.includes('+  version: 1.0.0'), written.includes('"Approve"')]).toEqual([false, true])
    expect(written).toContain('tags 129')
  })

  test('has Approve only where all that is approved stands, whatever is in it', async () => {
    const it = await holding([])
    const people = it.repository.people.people
    const letters = fc.constantFrom(40, 300, 900)
    const given = fc.tuple(fc.nat(30), fc.nat(40), letters).chain(([files, findings, most]) => {
      const unit = fc.constantFrom('a', 'a b', '&', '😀')
      const text = fc.tuple(unit, fc.integer({ min: 1, max: most })).map(([one, n]) => one.repeat(n))
      const file = fc.record({ says: fc.array(text, { maxLength: 3 }), isGrave: fc.boolean() })
      const finding = fc.record({ policy: fc.constantFrom('a', 'b', 'c'), because: text, fix: text, model: text })
      return fc.record({
        files: fc.array(file, { minLength: files, maxLength: files }),
        findings: fc.array(finding, { minLength: findings, maxLength: findings }),
        reason: text,
      })
    })
    const textsOf = (document: Document) =>
      slackMessage(document, people)
        .blocks.map(({ text }) => (text as { text?: string } | undefined)?.text ?? '')
        .join('\n')
    const seen = { whole: 0, cut: 0 }
    fc.assert(
      fc.property(given, ({ files, findings, reason }) => {
        const all = files.map(({ says, isGrave }, i) => ({
          ...{ path: `models/m${i}.yaml`, says },
          ...(isGrave && { isGrave: true as const }),
        }))
        const seals = it.change.seals.map(({ body, ...seal }) => ({ ...seal, body: { ...body, files: all } }))
        const change = { ...it.change, seals, request: { ...it.change.request, reason } }
        const card = changeCard({ ...it, change, findings: findings.map(one => ({ ...rule, ...one })) })
        const [sent, shown] = [JSON.stringify(slackMessage(card, people).blocks), textsOf(card)]
        for (const kept of ['A vote is for', 'model-validation', 'Asked for by', '"Deny"']) expect(sent).toContain(kept)
        const isWhole = sent.includes('"Approve"')
        seen[isWhole ? 'whole' : 'cut'] += 1
        expect(sent.includes('Too large for a card')).toBe(!isWhole)
        if (!isWhole) return
        for (const one of all.filter(({ says }) => says.length > 0))
          expect(shown).toContain(textsOf({ summary: 'x', blocks: [{ is: 'list', items: [fileWords(one)] }] }))
        for (const { policy } of findings) expect(shown).toContain(`✗ *${policy}* fail (warn)`)
      }),
      { numRuns: 100, endOnFailure: true },
    )
    expect(Math.min(seen.whole, seen.cut)).toBeGreaterThan(10)
  })
})

describe('[E2] what the rules say of several models, on a card', () => {
  const of = async (...findings: readonly object[]) =>
    linesOf(await holding([], findings)).filter(line => /^[✗?~✓] /.test(line))
  const on = (model: string, more: object = {}) => ({ ...rule, model, ...more })

  test('is a line for each rule and outcome, with how many and which', async () => {
    expect(await of(on('a'))).toEqual(['✗ tagged fail (warn) on a. It costs. fix: Add it.'])
    expect(await of(on('a'), on('b'))).toEqual(['✗ tagged fail (warn) on 2 models: a and b. It costs. fix: Add it.'])
    const five = ['a', 'b', 'c', 'd', 'e'].map(id => on(id))
    expect(await of(...five, on('f', { outcome: 'waived' }))).toEqual([
      '✗ tagged fail (warn) on 5 models: a, b, c and 2 more. It costs. fix: Add it.',
      '~ tagged waived on f.',
    ])
  })

  test('is told of the first, by its name, where they differ; of one model all of it is', async () => {
    const [a, b] = [{ trace: ['mae 20 is not <= 18'] }, { trace: ['mae 9 is not <= 8'] }]
    expect(await of(on('a', a), on('b', b))).toEqual([
      '✗ tagged fail (warn) on 2 models: a and b. Of a: mae 20 is not <= 18. It costs. fix: Add it.',
    ])
    expect(await of(on('a', a), on('a', b))).toHaveLength(2)
  })

  test('loses its reasons before any file is left out, and never its rule', async () => {
    const findings = ['a', 'b', 'c', 'd'].map(policy => on('m', { policy, because: 'It costs. '.repeat(200) }))
    const card = words(changeCard(await holding(edits(100), findings)))
    expect(card).toContain('[ Approve ]')
    expect(card).toContain('tags 99')
    expect(card).toContain('✗ d fail (warn) on m.')
    expect(card).not.toContain('It costs')
  })
})

describe('the check', () => {
  test.each<[string, string | undefined, readonly NewEvent[], Given]>([
    ['Waits for approval, 1 of 2', undefined, [...WAITING, voted('bo')], {}],
    ['Approved, 2 of 2', 'success', [...WAITING, voted('bo'), voted('chen')], {}],
    ['Denied by Chen Wei.', 'failure', [...WAITING, voted('chen', 'deny', 'No hold-out.')], {}],
    ['The time to approve ended at 17 April 2001, 09:00 UTC.', 'failure', WAITING, { at: '2001-04-17T09:00:01Z' }],
  ])('%s: %s', async (title, conclusion, events, given) => {
    expect(checkOf(await at(events, given))).toMatchObject({ title, conclusion })
  })

  test('[E2] names whoever denied or approved it as people know them', async () => {
    const said = async (...votes: NewEvent[]) => words(checkOf(await at([...WAITING, ...votes])).summary).split('\n')[0]
    expect(await said(voted('chen', 'deny', 'No hold-out.'))).toBe('┃ Denied by Chen Wei.')
    expect(await said(voted('bo'), voted('chen'))).toBe('┃ Approved by Bo Lindqvist and Chen Wei.')
  })

  test('tells whose vote does not count, and why', async () => {
    const { summary } = checkOf(await at([...WAITING, voted('ana'), voted('dana')]))
    expect(words(summary)).toContain(
      'Ana Ruiz: You asked for this change, so your own vote never counts. (asked-it-yourself)',
    )
    expect(words(summary)).toContain('(wrong-role)')
  })
})

describe('the pull request', () => {
  test('has a title of one imperative line', () => {
    expect(pullTitle(foldOf([asked()]))).toBe('Roll flight-delay back from 1.1.0 to 1.0.0')
  })

  test('says that there is no evidence, and has the chart it is given', async () => {
    const it = await at(WAITING)
    expect(words(pullBody(it))).toContain('No evidence: what the other version would have done is not known.')
    expect(pullBody(it, 'xychart-beta').blocks).toContainEqual({ is: 'diagram', mermaid: 'xychart-beta' })
    expect(pullBody(it).blocks.map(block => block.is)).not.toContain('diagram')
  })

  test('has the reason of a denial', async () => {
    expect(words(pullBody(await at([...WAITING, voted('chen', 'deny', 'No hold-out.')])))).toMatch(
      /✗ Denied by Chen Wei:.*No hold-out\./s,
    )
  })

  test('is merged with who asked, who approved as what, and under which seal', async () => {
    expect(mergeMessage(await at([...APPROVED, checkedGreen]))).toEqual({
      title: 'Roll flight-delay back from 1.1.0 to 1.0.0 (#7)',
      message: `> Since the summer timetable the notices are wrong too often.

Kedge-Change: change/00000001
Kedge-Asked-By: ana
Kedge-Approved-By: bo (operations), chen (model-validation)
Kedge-Seal: ${SEAL}`,
    })
  })

  test('[C9] is merged with who changed it after it was asked for, known here or not', async () => {
    const it = await at([...APPROVED, checkedGreen])
    const pushed = (...authors: readonly Author[]) => {
      const seals = it.change.seals.map(({ body, ...seal }) => ({ ...seal, body: { ...body, authors } }))
      return { ...it, change: { ...it.change, seals } }
    }
    const [dana, far] = [
      { github: 7, login: 'dana', role: 'pusher' },
      { github: 999, login: 'far-away', role: 'author' },
    ] as const
    expect(mergeMessage(pushed(dana, far, dana)).message).toContain('\nKedge-Changed-By: dana, far-away\n')
    expect(words(pullBody(pushed(dana)))).toContain('Changed since it was asked for, by Dana Okafor')
    expect(mergeMessage(pushed({ role: 'opener', machine: true })).message).not.toContain('Changed')
  })
})

describe('[E7] a plan whose model is named before it says it no second time', () => {
  const { planAttest, planHold, planLimit, planReplace, planResume, planRetire, planRetrain } = says
  const limit = { kpi: 'mae', from: 18.5, to: 30, unit: 'min' }
  const titles = (model: string) => [
    [planLimit.title({ ...limit, model }), 'move the limit of mae from 18.5 to 30 min'],
    [planLimit.title({ ...limit, model, from: undefined }), 'set the limit of mae to 30 min'],
    [planAttest.title(model), 'confirm that the file is true'],
    [planHold.title(model), 'hold'],
    [planResume.title(model), 'resume'],
    [planRetire.title(model), 'retire'],
    [planRetrain.title(model), 'train anew'],
    [planReplace.title(model, 'other', ['crew', model]), `replace by other for crew, ${model}`],
  ]

  test.each(['flight-delay', 'limit', 'mae', 'min', 'file', 'true', 'anew', 'to'])('%s', model => {
    const all = titles(model)
    expect(all.map(([title = '']) => says.changeCard.withoutModel(title, model))).toEqual(all.map(([, said]) => said))
  })
})
