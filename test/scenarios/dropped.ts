/** The airline’s channel with a model that is pushed to, and people who drop files in it. */
import type { DroppedFile } from '../../src/stand-ins/slack-files.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { MODEL, opened, type ScenarioOptions, scenario } from './world.ts'

export const HEAD = 'model,kpi,version,start,value,n'
/** Two weeks of one KPI, and one of another. */
export const ROWS = [
  'flight-delay,mae,1.1.0,2001-04-02,19.5,30000',
  'flight-delay,mae,1.1.0,2001-04-09,20.25,31000',
  'flight-delay,announced,1.1.0,2001-04-09,41,31000',
]
export const csv = (...lines: readonly string[]) => `${[HEAD, ...lines].join('\n')}\n`
export const LOOK = 'See what would be stored'

export async function channelOfFiles(given: ScenarioOptions = {}) {
  const { files, parts, ...rest } = given
  const it = await scenario({
    seeded: false,
    ...rest,
    files: { [MODEL]: await pushedModel(), ...files },
    parts: { pushes: DESK, ...parts },
  })
  const drops = async (who: string, text: string | Uint8Array, more: Partial<DroppedFile> = {}) => {
    const dropped = await it.person(who).drops('flight-ops', { name: 'week-15.csv', text, ...more })
    await it.settle()
    return dropped
  }
  /** Presses the button below the newest file, and gives the form that opens. */
  const looks = async (who: string) => {
    const message = it.holding('flight-ops', LOOK)
    await it.person(who).press(message, 'kedge:drop')
    return messageText((await opened(() => it.person(who).modal())).blocks)
  }
  const sends = async (who: string, values: Readonly<Record<string, string>> = {}) => {
    const before = it.whispers(who).length
    const answer = await it.person(who).submit(values)
    await it.settle()
    return { answer, told: it.whispers(who).slice(before).join('\n') }
  }
  /** What is stored, as it came. */
  const stored = async () =>
    (await it.store.readings({ model: 'flight-delay' })).map(
      ({ kpi, version, start, value, n }) => `${kpi} ${version} ${start.slice(0, 10)} ${value} ${n}`,
    )
  return { ...it, drops, looks, sends, stored }
}
