import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { portfolio } from '../../src/cli/portfolio.ts'
import type { ProblemError } from '../../src/core/problem.ts'
import { repo } from '../fixtures/git.ts'
import { event, genesis, recordOf } from '../fixtures/record.ts'
import { repository } from '../fixtures/world.ts'

const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function kedge(...args: string[]): Promise<{ exit: number; said: string }> {
  process.exitCode = undefined
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  portfolio(program)
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(['portfolio', ...args], { from: 'user' })
  return { exit: Number(process.exitCode ?? 0), said: printed.splice(0).join('') }
}

const MODEL = 'models/flight-delay.yaml'
const files = Object.fromEntries(Object.entries(repository.files).map(([path, { text }]) => [path, text]))
const opened = (n: number, at: string) =>
  event(`case/flight-delay-${n}`, 1, at, 'case.opened', {
    ...{ model: 'flight-delay', monitors: [], owner: 'ana' },
    ...{ onset: '2026-03-01T00:00:00.000Z', available: at },
  })

/** The sample with a case in March and two in April; in May its value is gone from the file. */
function clone() {
  const of = repo()
  const commit = of.commit(files, 'First', '2026-02-01T08:00:00Z')
  const text = (files[MODEL] ?? '').replace(/^value: .*\n/m, '')
  of.commit({ [MODEL]: text }, 'Without its value', '2026-05-05T08:00:00Z')
  const posted = { channel: 'C0APPROVALS', audience: 'executive', period: '2026-05-01', ts: '1.0' }
  const due = { channel: 'C0APPROVALS', period: '2026-05-01', since: '2026-04-01T13:00:00.000Z' }
  const events = [
    event('model/flight-delay', 1, '2026-02-02T10:00:00.000Z', 'model.observed', {
      model: 'flight-delay',
      version: '1.1.0',
    }),
    opened(1, '2026-03-20T10:00:00.000Z'),
    opened(2, '2026-04-20T10:00:00.000Z'),
    opened(3, '2026-04-21T10:00:00.000Z'),
    event('digest/old', 1, '2026-04-22T10:00:00.000Z', 'digest.posted', { ...posted, period: '2026-04-22' }),
    event('digest/monthly', 1, '2026-05-01T13:00:00.000Z', 'digest.due', { ...due, at: '2026-05-01T13:00:00.000Z' }),
    event('digest/monthly', 2, '2026-05-01T13:00:02.000Z', 'digest.posted', {
      ...posted,
      ...{ drawn: '2026-05-01T13:00:01.000Z', commit },
    }),
    opened(4, '2026-05-02T10:00:00.000Z'),
  ]
  const record = recordOf(events, { ...genesis, at: '2026-02-01T09:00:00.000Z', commit })
  of.record(record)
  return { of, record }
}

const read = async (...args: string[]) => JSON.parse((await kedge(...args, '--format', 'json')).said)

describe('[R39] kedge portfolio', () => {
  test('counts the month up to a day, beside the month before it', async () => {
    const { of } = clone()
    const april = await read('--repo', of.folder, '--as-of', '2026-04-30')
    expect(april.functions[0].counts[0]).toMatchObject({ what: 'case-opened', now: 2, before: 1 })
    expect(april).toMatchObject({ models: 1, breaches: { open: 3 }, value: { notStated: 0 } })
    const may = await read('--repo', of.folder, '--as-of', '2026-05-31')
    expect(may).toMatchObject({ breaches: { open: 4 }, value: { sums: [], notStated: 1 } })
  })

  test('says of the first month what it was, and of the one before that nobody knows', async () => {
    const { of } = clone()
    const march = await read('--repo', of.folder, '--as-of', '2026-03-25')
    expect(march.functions[0].counts[0]).toEqual({ what: 'case-opened', now: 1 })
    const { said } = await kedge('--repo', of.folder, '--as-of', '2026-03-25', '--format', 'csv')
    expect(said).toContain('Data science,cases opened,this period,1\r\n')
    expect(said).toContain('Data science,cases opened,the period before,\r\n')
  })

  test('makes the numbers of a digest that was posted again, by the files and the record of that moment', async () => {
    const { of } = clone()
    const digest = await read('--repo', of.folder, '--digest', 'monthly')
    expect(digest).toMatchObject({ now: '2026-05-01T13:00:01.000Z', breaches: { open: 3 }, value: { notStated: 0 } })
    vi.useFakeTimers({ now: new Date('2031-01-01'), toFake: ['Date'] })
    expect(await read('--repo', of.folder, '--digest', 'monthly')).toEqual(digest)
    vi.useRealTimers()
  })

  test('a model that the channel of the digest may not be shown is in none of its numbers', async () => {
    const { of } = clone()
    const secret = (files[MODEL] ?? '')
      .replace('id: flight-delay', 'id: merger-plan')
      .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0FLIGHTOPS]')
    const commit = of.commit({ 'models/merger-plan.yaml': secret }, 'Secret', '2026-05-30T08:00:00Z')
    const at = '2026-06-01T13:00:00.000Z'
    const { record } = {
      record: recordOf(
        [
          event('digest/monthly', 1, at, 'digest.due', { channel: 'C0APPROVALS', period: '2026-06-01', since: at, at }),
          event('digest/monthly', 2, at, 'digest.posted', {
            ...{ channel: 'C0APPROVALS', period: '2026-06-01', ts: '1.0', drawn: at, commit },
          }),
        ],
        { ...genesis, commit },
      ),
    }
    of.record(record)
    expect((await read('--repo', of.folder, '--digest', 'monthly')).models).toBe(1)
    expect((await read('--repo', of.folder, '--as-of', '2026-06-01')).models).toBe(2)
  })

  test('words, Markdown, figures and JSON are of the same numbers', async () => {
    const { of } = clone()
    const asked = ['--repo', of.folder, '--digest', 'monthly', '--format']
    const { figures } = await read('--repo', of.folder, '--digest', 'monthly')
    const csv = (await kedge(...asked, 'csv')).said
    const rows = csv.trim().split('\r\n').slice(1)
    expect(rows).toHaveLength(figures.length)
    expect(rows).toContain('2026-05-01T13:00:01.000Z,value,USD,USD a month,305000')
    for (const format of ['markdown', 'text'])
      expect((await kedge(...asked, format)).said).toContain('305,000 USD a month')
  })

  test.each([
    [
      'monthl',
      'No digest `monthl` is on record up to 2026-12-31. Did you mean `monthly`?',
      'Write one of: monthly, old',
    ],
    ['old', 'Of the digest `old` of 2026-04-22 nobody kept what moment', 'kedge portfolio --as-of 2026-04-22'],
  ])('a digest %s: %s', async (id, says, fix) => {
    const { of } = clone()
    const asked = kedge('--repo', of.folder, '--digest', id, '--as-of', '2026-12-31')
    const problems = await asked.catch((error: ProblemError) => error.problems)
    expect(problems).toEqual([
      expect.objectContaining({ says: expect.stringContaining(says), fix: expect.stringContaining(fix) }),
    ])
  })

  test('before anything was there it says so, and a folder without a record is refused with the fix', async () => {
    const { of } = clone()
    await expect(kedge('--repo', of.folder, '--as-of', '2026-01-01')).rejects.toThrow(/had no commit on 2026-01-01/)
    const bare = repo()
    bare.commit(files, 'First')
    await expect(kedge('--repo', bare.folder)).rejects.toThrow(/no branch kedge\/record/)
  })

  test('[A8] an altered record is counted all the same, and ends in 1', async () => {
    const { of, record } = clone()
    const path = 'record/2026/03/2026-03-20.jsonl'
    of.record({ ...record, [path]: (record[path] ?? '').replace('ana', 'eve') })
    expect((await kedge('--repo', of.folder, '--as-of', '2026-04-30')).exit).toBe(1)
  })
})
