/** What somebody would write first: a loop that asks, writes, reads all there is of a KPI and holds the newest against its limit. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { timed } from './told.ts'
import { KPIS, MODELS, momentOf, rowOfRound } from './watched-estate.ts'

const [folder = '', rounds = '2', models = String(MODELS)] = process.argv.slice(2)
const db = new DatabaseSync(join(folder, 'readings.db'))
db.exec('pragma journal_mode = wal; pragma synchronous = normal')
const write = db.prepare(
  `insert into readings (model, kpi, segment, version, start_at, end_at, value, n, available)
   values (?, ?, '', ?, ?, ?, ?, ?, ?)`,
)
const read = db.prepare("select value from readings where model = ? and kpi = ? and segment = '' order by end_at")
let breaches = 0

const runs = await timed(Number(rounds), run => {
  for (let n = 0; n < Number(models); n++) {
    const { period, version, n: samples, ...row } = rowOfRound(n, run + 1) as Record<string, string | number>
    const start = Date.parse(String(period))
    for (const kpi of KPIS) {
      const [model, value] = [`model-${n}`, Number(row[kpi])]
      write.run(
        model,
        kpi,
        String(version),
        start,
        start + 86_400_000,
        value,
        Number(samples),
        momentOf(run + 1).getTime(),
      )
      const values = read.all(model, kpi).map(it => Number(it.value))
      if ((values.at(-1) ?? 0) < 60) breaches++
    }
  }
})
db.close()
console.log(JSON.stringify({ ...runs, breaches }))
