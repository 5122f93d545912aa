import type { Block } from '../core/document.ts'
import type { Event } from '../core/event.ts'
import { modelFrom } from '../core/model-state.ts'
import { plainText, stamp, stampOr } from './history-words.ts'
import { withPart } from './segment-words.ts'

/** Which version ran when, and what was warned of meanwhile. */
export function runBlocks(model: string, events: readonly Event[]): Block[] {
  const { observed } = modelFrom(model, events)
  const rows = observed.map(({ version, at }, i) => [version, stamp(at), stampOr(observed[i + 1]?.at, 'still running')])
  const warnings = events.flatMap(warningRow)
  return [
    rows.length === 0
      ? plainText('Nothing was observed to run.')
      : { is: 'table', head: ['Version', 'From', 'Until'], rows },
    ...(warnings.length === 0 ? [] : [{ is: 'table', head: ['Recorded', 'Warning', '', ''], rows: warnings } as const]),
  ]
}

function warningRow(event: Event): string[][] {
  const { type, at, body } = event
  switch (type) {
    case 'model.warned':
      return [[stamp(at), withPart(body.monitor, body), 'on', `since ${body.since}, at ${body.value}`]]
    case 'model.warning-over':
      return [
        [stamp(at), withPart(body.monitor, body), 'over', `${body.unwatched ? 'watched no more ' : ''}at ${body.at}`],
      ]
    case 'model.broke-rule':
      return [[stamp(at), body.policy, body.outcome, body.says]]
    case 'model.kept-rule':
      return [[stamp(at), body.policy, 'kept', '']]
    default:
      return []
  }
}
