import { canonicalJson } from '../core/canonical.ts'
import { OutsideError } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { appendLines, beginRecord, eventIn, lastLine, type Tail } from '../core/record.ts'
import { exportRecord } from '../flows/jobs.ts'
import { effect, NOTHING, type Outcome } from '../flows/outcome.ts'
import type { RecordTip, World } from '../flows/world.ts'
import { says } from '../words/says.ts'

/** Events of one commit; what is left over follows in the next. */
const MOST = 500
/** How often it looks again at once when somebody else wrote first. */
const ROUNDS = 3

/**
 * What was recorded last stands in the record itself, so a crash at any moment neither loses an event nor writes it twice:
 * the next run goes on after whatever the branch holds.
 */
export default effect({
  name: 'export-record',
  summary: says.effectSummaries.exportRecord,
  async run(world) {
    for (let round = 0; round < ROUNDS; round++) {
      const outcome = await copied(world)
      if (outcome !== 'moved') return outcome
    }
    const soon = new Date(world.now().getTime() + 2000)
    return { again: { at: soon, why: says.effectExportRecord.keptMoving } }
  },
})

async function copied(world: World): Promise<Outcome | 'moved'> {
  const tip = await world.see.record()
  const tail = tip ?? (await begun(world))
  const events = (await world.store.eventsAfter(await lastExported(world, tail), MOST)).map(row => row.event)
  if (tip && events.length === 0) return NOTHING
  const files = { ...(tip ? {} : { [tail.path]: tail.text }), ...appendLines(tail, events) }
  const done = await appended(world, tip, files, says.effectExportRecord.message(events.length, !tip))
  if (!done) return 'moved'
  return events.length === MOST ? { jobs: [exportRecord()] } : NOTHING
}

async function begun(world: World): Promise<Tail> {
  const { name, sha } = await world.see.mainBranch()
  return beginRecord({ v: 1, at: world.now().toISOString(), branch: name, commit: sha })
}

/** The store’s own number of the record’s last event; 0 after the genesis line alone. */
async function lastExported(world: World, tail: Tail): Promise<number> {
  const last = lastLine(tail)
  if (last.n === 0) return 0
  const { subject = '', seq = 0 } = eventIn(last.text) ?? {}
  const ours = (await world.store.events(subject)).find(event => event.seq === seq)
  const id = await world.store.eventId(subject, seq)
  // The same name is not enough: another database has its own first event of the same model.
  if (id === undefined || !ours || canonicalJson(ours) !== last.text) throw stranger(tail, last.n, subject, seq)
  return id
}

async function appended(
  world: World,
  tip: RecordTip | undefined,
  files: Readonly<Record<string, string>>,
  message: string,
): Promise<boolean> {
  try {
    await world.do.appendRecord({ parent: tip?.commit, files, message })
    return true
  } catch (error) {
    if (error instanceof OutsideError && error.is === 'moved') return false
    throw error
  }
}

function stranger(tail: Tail, n: number, subject: string, seq: number): ProblemError {
  const [wrong, fix] = says.effectExportRecord.stranger({ seq, subject, n })
  return new ProblemError([problem('record-of-another-database', wrong, fix, { file: tail.path })])
}
