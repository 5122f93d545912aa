import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ingest } from '../../src/edges/ingest.ts'
import { ROOT } from '../fixtures/kedge-process.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { readingsServer } from '../fixtures/readings-server.ts'

const HEAD = 'model,kpi,version,start,value,n\n'

async function started(text: string, args: readonly string[], token?: string) {
  const { url, store } = await readingsServer({ desk: { type: 'push', token: DESK_TOKEN } }, () => new Date())
  const folder = await mkdtemp(join(tmpdir(), 'kedge-ingest-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'a.csv'), text)
  await writeFile(join(folder, 'token'), `${DESK_TOKEN}\n`)
  const { KEDGE_PUSH_TOKEN: _, ...others } = process.env
  const env = { ...others, ...(token !== undefined && { KEDGE_PUSH_TOKEN: token }) }
  const all = [join(ROOT, 'src/kedge.js'), 'ingest', 'a.csv', '--url', url, ...args]
  const ended = await new Promise<{ code: unknown; out: string; err: string }>(done =>
    execFile(process.execPath, all, { cwd: folder, env, timeout: 20_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : error.code, out, err }),
    ),
  )
  return { ...ended, kept: await store.readings({ model: 'churn' }) }
}

test('[D2] kedge ingest stores a file, says so and leaves with 0', async () => {
  const text = `${HEAD}churn,precision,4.1.0,2026-03-02,81.5,900\nchurn,recall,4.1.0,2026-03-02,70,900\n`
  const { code, out, err, kept } = await started(text, ['--token-file', 'token'])
  expect([code, out, err]).toEqual([0, 'stored: 2 new, 0 revised, 0 the same\n', ''])
  expect(kept.map(it => [it.kpi, it.value])).toEqual([
    ['precision', 81.5],
    ['recall', 70],
  ])
})

test('[D2] kedge ingest names each bad line with its fix, stores the others and leaves with 1', async () => {
  const text = `${HEAD}churn,precision,4.1.0,2026-03-02,81.5,900\nchurn,recall,4.1.0,2026-03-03,70,900\n`
  const { code, out, err, kept } = await started(text, [], DESK_TOKEN)
  expect([code, out, err].join('\n')).toMatchInlineSnapshot(`
    "1
    stored: 1 new, 0 revised, 0 the same
    refused: 1 line; mend them and send the file again, nothing is stored twice

    a.csv:3 error bad-line: \`start\` \`2026-03-03\` does not start a week in UTC.
      fix: Send the day of its Monday.
    "
  `)
  expect(kept).toHaveLength(1)
})

test('[D2] kedge ingest without a token says where it is from, and takes none as an argument', async () => {
  const { code, err } = await started(HEAD, [])
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/KEDGE_PUSH_TOKEN holds no token\.\n {2}fix: Set KEDGE_PUSH_TOKEN/),
  ])
  expect((await started(HEAD, ['--token', DESK_TOKEN])).code).toBe(2)
})

test('[D2] kedge ingest of a table without a row is no success', async () => {
  const { code, err } = await started(`${HEAD}\n`, ['--token-file', 'token'])
  expect([code, err]).toEqual([
    2,
    'a.csv error no-reading: There is no reading in it.\n  fix: Write one reading a line below the names of the columns.\n',
  ])
})

test('[D2] kedge ingest names the lines of the file, also where one contradicts another', async () => {
  const row = 'churn,precision,4.1.0,2026-03-02'
  const { code, err, kept } = await started(`${HEAD}\n${row},x,900\n\n${row},81.5,900\n${row},82,900\n`, [], DESK_TOKEN)
  expect(code).toBe(1)
  expect(err).toContain('a.csv:6 error bad-line: It contradicts line 5: another value of the same period.')
  expect(kept).toMatchObject([{ value: 81.5 }])
})

test('[D2] kedge ingest reads which line is contradicted from its field, whatever the words are', async () => {
  const said = { at: 'line 2', says: 'Widerspruch zu Zeile 1.', fix: 'Eine davon senden.' }
  const answered = async (errors: readonly object[]) => {
    let answers = 0
    const server = createServer((_, response) => {
      const [status, body] = answers++ === 0 ? [422, { errors }] : [200, { is: 'stored', new: 1, revised: 0, same: 0 }]
      response.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    onTestFinished(() => void server.close())
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
    const folder = await mkdtemp(join(tmpdir(), 'kedge-ingest-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'a.csv')
    // Two periods, as far as the client can tell.
    const rows = ['4.1.0', '4.1.1'].map(version => `churn,precision,${version},2026-03-02,81.5,900\n`)
    await writeFile(file, `${HEAD}\n${rows.join('')}`)
    const told: string[] = []
    const target = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...{ token: DESK_TOKEN, wait: async () => undefined },
    }
    await ingest({ ...target, file, tell: it => void told.push(`${it.line}: ${it.says}`) })
    return told
  }
  expect(await answered([{ ...said, contradicts: 'line 1' }])).toEqual([
    '4: It contradicts line 3: another value of the same period.',
  ])
  expect(await answered([said])).toEqual(['4: Widerspruch zu Zeile 1.'])
})
