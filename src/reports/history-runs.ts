import type { Event } from '../core/event.ts'
import { modelFrom } from '../core/model-state.ts'
import type { Block } from '../words/document.ts'
import { stamp } from '../words/figures.ts'
import { says } from '../words/says.ts'
import { plainText, stampOr } from './history-words.ts'
import { withPart } from './segment-words.ts'

/** Which version ran when, what was warned of meanwhile, and what suites of tests came to. */
export function runBlocks(model: string, events: readonly Event[]): Block[] {
  const { observed } = modelFrom(model, events)
  const rows = observed.map(({ version, at }, i) => [
    version,
    stamp(at),
    stampOr(observed[i + 1]?.at, says.historyRuns.stillRunning),
  ])
  const warnings = events.flatMap(warningRow)
  const tests = events.flatMap(testRow)
  return [
    rows.length === 0 ? plainText(says.historyRuns.nothing) : { is: 'table', head: says.historyRuns.head, rows },
    ...(warnings.length === 0 ? [] : [{ is: 'table', head: says.historyRuns.warnings, rows: warnings } as const]),
    ...(tests.length === 0 ? [] : [{ is: 'table', head: says.historyRuns.tests, rows: tests } as const]),
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

/** With all that an auditor asks for: which version, on which data, by whose word, and where it can be seen. */
function testRow(event: Event): string[][] {
  if (event.type !== 'suite.result') return []
  const { at, by, body } = event
  const { passed, notPassed, figures } = says.historyRuns
  const came = body.passed ? passed : notPassed
  const where = [body.digest, body.url].filter(part => part !== undefined).join(' ')
  return [[stamp(at), body.suite, body.version, came, body.on, body.data, figures(body.figures), by, where]]
}
