import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import Type from 'typebox'
import { expect, onTestFinished, test } from 'vitest'
import { Query } from '../src/core/kpi.ts'
import { readConnections } from '../src/edges/connections.ts'
import { misfits } from '../src/repository/schema.ts'

/** The YAML of the README’s section on measuring over HTTP. */
async function examples(): Promise<readonly string[]> {
  const text = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
  const section = /## Measure over HTTP\n([\s\S]*?)\n## /.exec(text)?.[1] ?? ''
  return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml.replaceAll('…', 'abc'))
}

test('[D1] the connections of the README are read, and its queries fit them', async () => {
  const [connections = '', queries = ''] = await examples()
  const folder = await mkdtemp(join(tmpdir(), 'kedge-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'connections.yaml')
  await writeFile(path, connections)
  const { apis } = await readConnections(path)
  expect(Object.keys(apis)).toEqual(['prom', 'desk', 'registry'])
  const Queries = Type.Object({ queries: Type.Record(Type.String(), Query) })
  const asked = load(queries) as Type.Static<typeof Queries>
  expect(misfits(Queries, asked)).toEqual([])
  const forms = { prometheus: 'promql', 'http-json': 'get', mlflow: 'mlflow' } as const
  const unfit = Object.values(asked.queries).filter(
    query => !(forms[apis[query.connection]?.type ?? 'mlflow'] in query),
  )
  expect(unfit).toEqual([])
})

test('[D1] what the README has Prometheus scrape is its form', async () => {
  const [, , scrape = ''] = await examples()
  expect(load(scrape)).toMatchObject({ scrape_configs: [{ job_name: 'kedge', authorization: { credentials: 'abc' } }] })
})
