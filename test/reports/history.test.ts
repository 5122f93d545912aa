import { describe, expect, test } from 'vitest'
import { readRecord } from '../../src/core/record.ts'
import { history, historyMarkdown, recordedModels } from '../../src/reports/history.ts'
import { churnFile, rollback } from '../fixtures/history.ts'
import { event, recordOf } from '../fixtures/record.ts'

const record = readRecord(recordOf(rollback()))
const file = { path: 'models/churn.yaml', blob: '5'.repeat(40), text: churnFile('1.0.0') }
const input = { model: 'churn', record, commit: 'c'.repeat(40), file }
const text = historyMarkdown(input)
/** What stands below a heading, up to the next one. */
const below = (title: string, of = text) =>
  of
    .split(/^(?=#+ )/m)
    .find(part => part.includes(`# ${title}`))
    ?.trim() ?? ''

describe('the history of a model', () => {
  test('says what it was made from', () => {
    expect(below('History of churn').replace(/[0-9a-f]{64}/g, 'HASH')).toMatchInlineSnapshot(`
      "# History of churn

      - **As of:** everything in this clone
      - **Record:** lines 0 to 24, the last of 2026-03-05 06:00:00 UTC with the hash \`HASH\`
      - **Record begins:** 2026-03-01 23:59:00 UTC, at commit \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`
      - **Main branch:** \`cccccccccccccccccccccccccccccccccccccccc\`
      - **File:** \`models/churn.yaml\`, blob \`5555555555555555555555555555555555555555\`

      <sub>Made from git alone: the same clone, model and date give the same bytes. People stand here by their ids. \`kedge verify\` says whether anything was altered.</sub>"
    `)
  })

  test('says what the file said, and which versions there were', () => {
    expect(below('Versions')).toMatchInlineSnapshot(`
      "## Versions

      | Version | What | Trained on | Metrics | Gates passed | Commit and digest |
      | --- | --- | --- | --- | --- | --- |
      | 1.0.0 | The first one | 2025-01-01 to 2025-06-30 | mae 15.6 | 2025-07-01 |   |
      | 1.1.0 |   | not said |   | not passed | sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd |"
    `)
    expect(below('The model')).toContain('- **Owners:** business mara, technical ana')
    expect(below('The model')).toContain('useCase: retention')
  })

  test('says which version ran when', () => {
    expect(below('What ran when')).toMatchInlineSnapshot(`
      "## What ran when

      | Version | From | Until |
      | --- | --- | --- |
      | 1.1.0 | 2026-03-02 06:00:00 UTC | 2026-03-03 06:00:00 UTC |
      | 1.0.0 | 2026-03-03 06:00:00 UTC | still running |"
    `)
  })

  test('[R30] says what suites of tests came to, on which data and by whose word', () => {
    const body = { model: 'churn', suite: 'bias', version: '1.0.0', passed: false, on: '2026-03-04', data: 'february' }
    const told = { ...body, figures: { gap: 0.2 }, url: 'https://ci.test/7' }
    const tested = event('model/churn', 9, '2026-03-06T06:00:00.000Z', 'suite.result', told, 'dana')
    const of = historyMarkdown({ ...input, record: readRecord(recordOf([...rollback(), tested])) })
    expect(below('What ran when', of).split('\n').slice(-3)).toMatchInlineSnapshot(`
      [
        "| Recorded | Suite | Version | Result | Run on | Data | Figures | Told by | Of |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| 2026-03-06 06:00:00 UTC | bias | 1.0.0 | not passed | 2026-03-04 | february | gap 0.2 | dana | https:/&#8203;/ci.test/7 |",
      ]
    `)
  })

  test('gives each case with its five times', () => {
    expect(below('case/churn')).toMatchInlineSnapshot(`
      "### case/churn-2026-03-01

      - **Owner:** ana, who took it
      - **Onset:** 2026-03-01 00:00:00 UTC
      - **Available:** 2026-03-02 06:00:00 UTC
      - **Detected:** 2026-03-02 09:12:00 UTC
      - **Acted:** 2026-03-03 06:00:00 UTC: 1.0.0 ran
      - **Recovered:** 2026-03-05 00:00:00 UTC
      - **Change asked for:** change/churn-1

      | Monitor | KPI | State | First bad until | Bad | Good | Last value | Samples | Version | Until |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      | error | mae | firing | 2026-03-01 00:00:00 UTC | 2 | 0 | 21.7 | 1200 | 1.1.0 | 2026-03-02 00:00:00 UTC |"
    `)
  })

  test('gives each change: who asked and why, what was sealed and shown, each vote and whether it counted, and the end', () => {
    expect(below('change/churn-1')).toMatchInlineSnapshot(`
      "### change/churn-1: rollback 1.1.0 → 1.0.0

      - **Asked by:** ana, 2026-03-02 09:15:00 UTC, by slack
      - **Stands at:** done
      - **Case:** case/churn-2026-03-01
      - **Edits:** models/churn.yaml: serving.version 1.1.0 → 1.0.0
      - **Planned on:** \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`
      - **Pull request:** 12, from \`kedge/churn-1\` into \`main\`

      > precision fell,  
      > see @&#8203;everyone #&#8203;7

      **Evidence.** 1.1.0 and 1.0.0 on the same 52000 cases, 2026-02-01 00:00:00 UTC to 2026-03-02 00:00:00 UTC.

      | KPI | Unit | 1.1.0 | 1.0.0 |   |   |
      | --- | --- | --- | --- | --- | --- |
      | mae | min | 21.734 | 20.6 | better |   |

      **Findings of the rules when it was asked.**

      - ✗ **low-error** fail (warn). \`kpis.mae.value 21.7 is not <= 18.5\`. Errors cost money. fix: Retrain.

      **What approvers were shown.**

      - **Seal:** \`seal-one\`, from 2026-03-02 09:16:00 UTC
      - **Head:** \`1111111111111111111111111111111111111111\` into \`main\`
      - **Files at the base:** models/churn.yaml 5555555555555555555555555555555555555555
      - **Policies:** \`pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp\`
      - **Request and diff:** \`rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\`
      - **Kinds:** rollback
      - **Changes:** models/churn.yaml: rolled back from 1.1.0 to 1.0.0
      - **Versions:** churn 1.1.0 → 1.0.0
      - **Written by:** ana (4), co-author

      \`\`\`diff
      -  version: 1.1.0
      +  version: 1.0.0
      \`\`\`

      - **Seal:** \`seal-two\`, from 2026-03-02 09:30:00 UTC
      - **Head:** \`2222222222222222222222222222222222222222\` into \`main\`
      - **Files at the base:** models/churn.yaml 5555555555555555555555555555555555555555
      - **Policies:** \`pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp\`
      - **Request and diff:** \`rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\`
      - **Kinds:** rollback
      - **Versions:** churn 1.1.0 → 1.0.0
      - **Written by:** nobody known, author

      \`\`\`diff
      -  version: 1.1.0
      +  version: 1.0.0
      \`\`\`

      **Votes.**

      | Recorded | Given | Person | Door | Vote | For seal | Rules from | Counted | Because |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      | 2026-03-02 09:21:00 UTC |   | bo | slack | approve | seal-one |   | no: what was asked has moved since |   |
      | 2026-03-02 09:31:00 UTC |   | bo | slack | deny | seal-two |   | no: their later word stands | Who pushed? |
      | 2026-03-02 09:32:00 UTC |   | bo | slack | approve | seal-two |   | yes |   |
      | 2026-03-02 09:35:00 UTC | 2026-03-02 09:34:00 UTC | chen | github | approve | seal-two |   | yes |   |
      | 2026-03-02 09:41:00 UTC |   | dana | slack | deny | seal-two |   | no: the change was merged already |   |

      **Verdicts.**

      | Recorded | Verdict | Head | Counted |
      | --- | --- | --- | --- |
      | 2026-03-02 09:35:00 UTC | approved | 2222222222222222222222222222222222222222 | bo, chen |

      **Refused.**

      | Recorded | Who | Door | Code | Why |
      | --- | --- | --- | --- | --- |
      | 2026-03-02 09:20:00 UTC | ana | slack | asked-for-it | You asked for it. |

      **What came of it.**

      - **Check:** success on \`2222222222222222222222222222222222222222\` (check 5)
      - **Merged:** 2026-03-02 09:40:00 UTC by kedge as \`bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\`, head \`2222222222222222222222222222222222222222\`
      - **Delivered:** churn: 2026-03-02 09:50:00 UTC, success (run 99)
      - **Observed:** 2026-03-03 06:00:00 UTC: \`1.0.0\` runs"
    `)
  })

  test('names every line of the record that is about the model, and none that is not', () => {
    const lines = below('Lines of the record')
    expect(lines).toContain(
      '| 5 | 2026-03-02T09:15:00.000Z | change/churn-1 | 1 | change.asked | ana | record/2026/03/2026-03-02.jsonl:5 |',
    )
    expect(lines).not.toContain('model/other')
    expect(lines.split('\n')).toHaveLength(rollback().length - 1 + 4)
  })

  test('[A8] as of a day it is what it was that day: later events change no byte of it', () => {
    const asOf = '2026-03-02'
    const then = historyMarkdown({ ...input, asOf })
    expect(then).toContain('# History of churn as of 2026-03-02')
    expect(below('What ran when', then)).toContain('| 1.1.0 | 2026-03-02 06:00:00 UTC | still running |')
    expect(below('change/churn-1', then)).toContain('**Observed:** not on record')
    const younger = readRecord(recordOf(rollback().filter(it => it.at < '2026-03-03')))
    expect(historyMarkdown({ ...input, record: younger, asOf })).toBe(then)
    const more = [
      ...rollback(),
      event('model/churn', 3, '2026-04-01T00:00:00.000Z', 'model.observed', { model: 'churn', version: '2' }),
    ]
    expect(historyMarkdown({ ...input, record: readRecord(recordOf(more)), asOf })).toBe(then)
  })

  test('before the record began, and without a file, it says so', () => {
    const none = historyMarkdown({ model: 'churn', record, asOf: '2025-12-31' })
    expect(none).toContain('- **Record:** no event up to then')
    expect(none).toContain('The repository had no file for it then.')
    expect(none).toContain('No change is on record.')
  })

  test('a file of another schema is shown as text, and its tables are left out', () => {
    const old = historyMarkdown({ ...input, file: { ...file, text: 'kind: model\nid: churn\nolder: true\n' } })
    expect(old).toContain('older: true')
    expect(old).not.toContain('## Versions')
  })

  test('says aloud that the record it was made from is not whole', () => {
    const [path = '', lines = ''] = Object.entries(recordOf(rollback()))[1] ?? []
    const altered = readRecord({ ...recordOf(rollback()), [path]: lines.replace('ana', 'eve') })
    expect(historyMarkdown({ ...input, record: altered })).toContain('**The record is not whole:** 1 problem found')
  })

  test('loses nothing however long it is', () => {
    const many = Array.from({ length: 1500 }, (_, i) =>
      event('model/churn', i + 1, '2026-03-02T06:00:00.000Z', 'model.observed', { model: 'churn', version: `1.${i}` }),
    )
    const long = historyMarkdown({ model: 'churn', record: readRecord(recordOf(many)) })
    expect(many.filter((_, i) => !long.includes(`| 1.${i} |`))).toEqual([])
    expect(long).not.toContain('The rest is left out')
  })

  test('[D2] names who stored readings of it by a file, from when it was offered on', () => {
    const drop = 'drop/F1-C1'
    const at = '2026-03-02T06:00:00.000Z'
    const offered = event(drop, 1, at, 'drop.offered', { file: 'F1', name: 'a.csv', channel: 'C1' }, 'ana')
    const counts = { fresh: 1, revised: 0, same: 0 }
    const stored = event(drop, 2, at, 'drop.stored', { digest: 'sha256:a', models: ['churn'], ...counts }, 'bo')
    const of = (model: string) => historyMarkdown({ model, record: readRecord(recordOf([offered, stored])) })
    expect(below('Lines of the record: 2', of('churn'))).toMatch(/drop\.offered \| ana[\s\S]*drop\.stored \| bo/)
    expect(of('other')).toContain('Lines of the record: 0')
  })

  test('knows the models that are on record, and is a document for other doors too', () => {
    expect(recordedModels(record)).toEqual(['churn', 'other'])
    expect(recordedModels(record, '2026-03-01')).toEqual([])
    expect(history(input).summary).toBe('History of churn')
  })
})

test('[C9] a pull request that a person opened stands, with what was shown, in the history of each model it changes', () => {
  const own = rollback().map(it => {
    if (it.type !== 'change.asked') return it
    const { model: _, ...request } = it.body
    return { ...it, body: { ...request, door: 'repository' as const, title: 'Go back' } }
  })
  const said = historyMarkdown({ ...input, record: readRecord(recordOf(own)) })
  expect(said).toContain('models/churn.yaml: rolled back from 1.1.0 to 1.0.0')
  expect(said).toContain('| bo | slack | approve | seal-two |')
})

test('[D7] each round of a case stands in its history with its own times, and so does each snooze', () => {
  const id = 'case/churn-2026-03-01'
  const snoozed = { until: '2026-03-08T06:00:00.000Z', reason: 'expected', says: 'the season begins' } as const
  const monitors = rollback().flatMap(it => (it.type === 'case.opened' ? it.body.monitors : []))
  const more = [
    event(id, 6, '2026-03-06T06:00:00.000Z', 'case.again', {
      ...{ monitors, onset: '2026-03-05T12:00:00.000Z', available: '2026-03-06T05:00:00.000Z' },
    }),
    event(id, 7, '2026-03-07T06:00:00.000Z', 'case.snoozed', snoozed, 'ana'),
  ]
  const all = historyMarkdown({ model: 'churn', record: readRecord(recordOf([...rollback(), ...more])) })
  expect(
    below(id, all)
      .split('\n')
      .filter(line => /Onset|Detected|Round|^\| 1 |Snoozed|season/.test(line))
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "- **Onset:** 2026-03-05 12:00:00 UTC
    - **Detected:** 2026-03-06 06:00:00 UTC
    | Round | Onset | Available | Detected | Acted | Recovered | Opened again | By | Because |
    | 1 | 2026-03-01 00:00:00 UTC | 2026-03-02 06:00:00 UTC | 2026-03-02 09:12:00 UTC | 2026-03-03 06:00:00 UTC | 2026-03-05 00:00:00 UTC | 2026-03-06 06:00:00 UTC | kedge | it fired again |
    | Snoozed | Until | By | Reason | In words |
    | 2026-03-07 06:00:00 UTC | 2026-03-08 06:00:00 UTC | ana | expected | the season begins |"
  `)
})
