import type { Event } from '../core/event.ts'
import { modelFrom } from '../core/model-state.ts'
import type { Block } from '../words/document.ts'
import { stamp } from '../words/figures.ts'
import { says } from '../words/says.ts'
import { plainText, stampOr } from './history-words.ts'
import { withPart } from './segment-words.ts'

/** Which version ran when, and what was warned of meanwhile. */
export function runBlocks(model: string, events: readonly Event[]): Block[] {
  const { observed } = modelFrom(model, events)
  const rows = observed.map(({ version, at }, i) => [
    version,
    stamp(at),
    stampOr(observed[i + 1]?.at, says.historyRuns.stillRunning),
  ])
  const warnings = events.flatMap(warningRow)
  return [
    rows.length === 0 ? plainText(says.historyRuns.nothing) : { is: 'table', head: says.historyRuns.head, rows },
    ...(warnings.length === 0 ? [] : [{ is: 'table', head: says.historyRuns.warnings, rows: warnings } as const]),
  ]
}

function warningRow(event: Event): string[][] {
  const { type, at, body } = event
  const { on, since, over, overAt, unwatchedAt, kept } = says.historyRuns
  switch (type) {
    case 'model.warned':
      return [[stamp(at), withPart(body.monitor, body), on, since(body.since, body.value)]]
    case 'model.warning-over':
      return [[stamp(at), withPart(body.monitor, body), over, (body.unwatched ? unwatchedAt : overAt)(body.at)]]
    case 'model.broke-rule':
      return [[stamp(at), body.policy, body.outcome, body.says]]
    case 'model.kept-rule':
      return [[stamp(at), body.policy, kept, '']]
    default:
      return []
  }
}
