import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kedge } from '../fixtures/kedge-here.ts'
import { ROOT } from '../fixtures/kedge-process.ts'

const CASES = join(ROOT, 'test/fixtures/cases')

const verdict = (...args: readonly string[]) => kedge('verdict', ...args)

function written(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'kedge-')), 'case.yaml')
  writeFileSync(file, text)
  return file
}

const STORY = `people: { ana: [], bo: [operations] }
policies: [{ id: one, covers: [hold], needs: [{ role: operations, count: 1 }], withinHours: 24 }]
change: { kinds: [hold], asks: ana }
`

describe('[C3] kedge verdict', () => {
  test('draws the verdict as a tree: who counts, who is asked, whose vote does not count and why', async () => {
    const { code, out, err } = await verdict('--case', join(CASES, 'rollback.yaml'))
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatchInlineSnapshot(`
      "pending: 1 of 2 approvals; operations to come.
      ├─ ○ approve-rollback
      │  ├─ ○ operations: eve
      │  └─ ✓ model-validation: chen
      └─ votes that do not count
         ├─ bo: You opened, wrote or pushed to this pull request, so your vote never counts on it. (wrote-it)
         ├─ chen: This vote was for another state of the change. (other-seal)
         └─ bo: You opened, wrote or pushed to this pull request, so your vote never counts on it. (wrote-it)
      "
    `)
  })

  test('asks nobody to approve what was merged without them', async () => {
    const text = `people: { ana: [], bo: [operations], chen: [model-validation], dana: [model-validation] }
policies:
  - id: two
    covers: [hold]
    needs: [{ role: operations, count: 1 }, { role: model-validation, count: 1 }]
    withinHours: 24
change: { kinds: [hold], asks: ana }
events: [{ by: bo, does: approve, hours: 1 }, { by: ana, does: merge, hours: 2 }, { by: bo, does: push, hours: 3 }]
`
    const file = written(text)
    expect((await verdict('--case', file)).out).toMatchInlineSnapshot(`
      "pending: Merged with 1 of 2 approvals, and none of model-validation.
      └─ ○ two
         ├─ ✓ operations: bo
         └─ ○ model-validation: nobody approved
      "
    `)
    const late = written(`${text}now: 2026-03-09T09:00:00Z\n`)
    expect((await verdict('--case', late)).out).toContain('expired: Merged with 1 of 2 approvals, and none of model-')
    const { ask, fix } = JSON.parse((await verdict('--case', file, '--format', 'json')).out)
    const LOOK = 'Look at what is in force, and say what you found: `/kedge review`.'
    expect([ask, fix]).toEqual([[], LOOK])
    const denied = written(text.replace('does: approve', 'does: deny'))
    const past = JSON.parse((await verdict('--case', denied, '--format', 'json')).out)
    expect([past.is, past.fix]).toEqual(['denied', LOOK])
  })

  test('is the whole verdict for programs', async () => {
    const { code, out } = await verdict('--case', join(CASES, 'emergency.yaml'), '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      is: 'approved',
      counted: [{ person: 'dana', slot: { role: 'duty' } }],
      ignored: [{ person: 'bo', code: 'left' }],
      review: { hours: 24 },
      findings: [],
      unlike: [],
    })
  })

  test('leaves with 0 where it is approved, with 1 where it is not, and with 1 where it is not what was expected', async () => {
    const approved = written(`${STORY}events: [{ by: bo, does: approve }]\n`)
    expect((await verdict('--case', approved)).code).toBe(0)
    expect((await verdict('--case', written(STORY))).code).toBe(1)
    const other = written(`${STORY}then: { is: approved }\n`)
    expect(await verdict('--case', other)).toMatchObject({
      code: 1,
      err: `${other}:4:1 error other-verdict: is is pending, not approved.\n  fix: Mend the case, or its \`then\`, or the policies\n`,
    })
  })

  test('says how it is written where something is left out', async () => {
    const { code, err } = await verdict()
    expect([code, err]).toEqual([
      2,
      'error missing-option: `--case <file>` is missing.\n  fix: Add --help to see how it is written\n',
    ])
  })

  test('leaves with 2 where it could not run, and says what is wrong at which line', async () => {
    const slip = written(STORY.replace('asks', 'ask'))
    const { code, err } = await verdict('--case', slip)
    expect(code).toBe(2)
    expect(err).toContain(`${slip}:3:26 error unknown-key: \`change\` has no key \`ask\`. Did you mean \`asks\`?`)
    expect(await verdict('--case', join(CASES, 'no-such.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('fix: Name a file that is there'),
    })
  })
})
