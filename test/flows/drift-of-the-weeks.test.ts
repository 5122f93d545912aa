import { expect, test } from 'vitest'
import type { Profile } from '../../src/core/profile.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { countProfile } from '../../src/flows/count-profile.ts'
import { driftedInputs } from '../../src/flows/drifted-inputs.ts'
import { windowFrom } from '../../src/sources/count-statement.ts'
import { countsAsked } from '../../src/sources/counts-asked.ts'
import { flights } from '../fixtures/flight-delay.ts'

const WEEK_MS = 7 * 86_400_000
const [FIRST, END] = [Date.parse('2001-01-01'), Date.parse('2001-07-02')]
const SQL = `select delay, distance, origin, destination, hour(date) as hour
  from 'flights-3m.parquet' where date >= $start and date < $end`
const SIGNS = { drift: 'DRIFT', 'no-drift': '-', 'insufficient-data': '?', uncalibrated: '?', gone: '?' } as const

type Db = ReturnType<typeof openDuckdb>

async function january(db: Db): Promise<Profile> {
  const asked = { model: 'flight-delay', query: 'inputs', connection: 'flights', every: 'week', bins: 10 } as const
  const { profile } = await countProfile(
    { ...asked, sql: SQL, from: '2001-01-01', to: '2001-01-31' },
    (of, window) => db.query('flights', of.sqlOf.duckdb, window),
    new Date('2001-02-01'),
  )
  return profile
}

/** PSI of each column in each week against a profile, and whether that is drift. */
async function findings(db: Db, profile: Profile): Promise<string> {
  const { columns } = profile
  const lines = [line('week of', 'flights', ...columns.map(({ name }) => name))]
  for (let at = FIRST; at < END; at += WEEK_MS) {
    const span = { start: new Date(at), end: new Date(at + WEEK_MS) }
    const window = windowFrom(columns, await db.query('flights', countsAsked(SQL, columns).sqlOf.duckdb, span))
    const judged = driftedInputs({ method: 'psi' }, profile, window)
    const cells = judged.map(({ statistic, is }) => `${statistic?.toFixed(4)} ${SIGNS[is]}`)
    lines.push(line(span.start.toISOString().slice(5, 10), String(window.rows), ...cells))
  }
  return lines.join('\n')
}

const line = (week: string, ...cells: readonly string[]) =>
  [week.padEnd(7), ...cells.map(cell => cell.padStart(13))].join('')

/** Looked at and explained in models/README.md. */
test('[D10] the weeks of the real flights against January: one drifts, and that is the punctual one of 23 April', async () => {
  const db = openDuckdb({ flights: { type: 'duckdb', folder: flights } })
  const found = await january(db)
    .then(profile => findings(db, profile))
    .finally(() => db.close())
  expect(found).toMatchInlineSnapshot(`
    "week of      flights        delay     distance       origin  destination         hour
    01-01         113493     0.0199 -     0.0002 -     0.0004 -     0.0005 -     0.0006 -
    01-08         115245     0.0017 -     0.0000 -     0.0002 -     0.0002 -     0.0000 -
    01-15         113687     0.0030 -     0.0001 -     0.0003 -     0.0003 -     0.0000 -
    01-22         115963     0.0243 -     0.0000 -     0.0002 -     0.0001 -     0.0002 -
    01-29         115321     0.0266 -     0.0000 -     0.0002 -     0.0002 -     0.0003 -
    02-05         113229     0.0050 -     0.0000 -     0.0004 -     0.0005 -     0.0001 -
    02-12         114704     0.0360 -     0.0001 -     0.0005 -     0.0005 -     0.0003 -
    02-19         114579     0.0571 -     0.0001 -     0.0003 -     0.0003 -     0.0009 -
    02-26         115041     0.0171 -     0.0001 -     0.0005 -     0.0006 -     0.0003 -
    03-05         112987     0.0059 -     0.0001 -     0.0033 -     0.0027 -     0.0001 -
    03-12         116576     0.0334 -     0.0001 -     0.0002 -     0.0002 -     0.0004 -
    03-19         116631     0.0075 -     0.0001 -     0.0004 -     0.0003 -     0.0003 -
    03-26         116828     0.0064 -     0.0001 -     0.0003 -     0.0003 -     0.0002 -
    04-02         116524     0.0080 -     0.0001 -     0.0004 -     0.0004 -     0.0005 -
    04-09         114791     0.0063 -     0.0001 -     0.0008 -     0.0009 -     0.0005 -
    04-16         117956     0.0116 -     0.0001 -     0.0004 -     0.0005 -     0.0006 -
    04-23         118093 0.1002 DRIFT     0.0001 -     0.0004 -     0.0004 -     0.0008 -
    04-30         118030     0.0690 -     0.0001 -     0.0007 -     0.0007 -     0.0012 -
    05-07         118082     0.0679 -     0.0001 -     0.0007 -     0.0007 -     0.0009 -
    05-14         117926     0.0174 -     0.0002 -     0.0007 -     0.0007 -     0.0009 -
    05-21         114214     0.0059 -     0.0002 -     0.0009 -     0.0009 -     0.0007 -
    05-28         116708     0.0117 -     0.0004 -     0.0010 -     0.0010 -     0.0006 -
    06-04         116594     0.0096 -     0.0008 -     0.0022 -     0.0026 -     0.0006 -
    06-11         116493     0.0450 -     0.0010 -     0.0018 -     0.0019 -     0.0013 -
    06-18         117592     0.0194 -     0.0009 -     0.0021 -     0.0021 -     0.0011 -
    06-25         102713     0.0037 -     0.0008 -     0.0018 -     0.0018 -     0.0008 -"
  `)
}, 120_000)
