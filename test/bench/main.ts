import { bench as alarms } from './alarms.ts'
import { bench as check } from './check.ts'
import { bench as drift } from './drift.ts'
import { bench as home } from './home.ts'
import { bench as ingest } from './ingest.ts'
import { bench as slack } from './slack.ts'
import { bench as watch } from './watch.ts'

/** `npm run bench -- <name>`: what is measured beside what somebody would use instead, in one run. */
const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = { alarms, check, drift, home, ingest, slack, watch }

const name = process.argv[2] ?? ''
const bench = BENCHES[name]
if (bench === undefined) {
  console.error(`There is no bench ${JSON.stringify(name)}.\n  fix: npm run bench -- ${Object.keys(BENCHES).join('|')}`)
  process.exitCode = 2
} else if (!(await bench())) process.exitCode = 1
