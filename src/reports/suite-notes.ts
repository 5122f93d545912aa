import type { Event } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { Suite } from '../core/suite.ts'
import type { SuiteTold } from '../core/suite-events.ts'
import { knownResult } from '../core/suite-known.ts'
import type { SuiteRun, SuiteState } from '../core/suite-run.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

const { suites: it } = says

/** Somebody must act, so the owner is called by name. `serves`: what failed is what people rely on now. */
export function suiteFailedNote({ id, owners }: Model, told: SuiteTold, serves: boolean): Document {
  const fix = serves ? it.mendServing(id) : it.mendComing
  return {
    summary: it.didNotPassBriefly(id, told),
    blocks: [
      { is: 'text', words: it.didNotPass({ ...told, model: id, owner: owners.technical, url: told.url }) },
      { is: 'note', words: ticked(says.sentence.fix(fix)) },
    ],
  }
}

/** Whoever runs it by hand is called by name, at first and as long as nobody knows what it came to. */
export function suiteByHand(
  { id }: Model,
  run: Pick<SuiteRun, 'suite' | 'version' | 'run' | 'made' | 'digest'>,
  { at, data }: Suite,
  { by, again }: { readonly by: string; readonly again: boolean },
): Document {
  return {
    summary: it.toRun(id, run, again),
    blocks: [
      { is: 'text', words: it.runByHand({ ...run, by, model: id, at, data, again }) },
      { is: 'note', words: ticked(it.doneReported(run)) },
    ],
  }
}

/** What each test came to for one version, a line each; of a suite without a result that there is none. */
export function testBlocks(model: Model, state: SuiteState, version: string): readonly Block[] {
  const names = [...new Set([...Object.keys(model.suites ?? {}), ...Object.keys(model.tests ?? {})])]
  const items = names.flatMap((suite): Words[] => {
    const result = knownResult(model, state, { suite, version })
    if (result !== undefined) return [[it.known({ suite, version, ...result })]]
    return Object.hasOwn(model.suites ?? {}, suite) ? [[it.unknown({ suite, version })]] : []
  })
  return items.length === 0 ? [] : [{ is: 'list', items }]
}

/** The same in a history. How a run ended is told only where it gave no result. */
export function suiteWords(event: Event<'suite.due' | 'suite.ended' | 'suite.result'>): Words | undefined {
  switch (event.type) {
    case 'suite.due':
      return it.due(event.body)
    case 'suite.ended': {
      const { conclusion } = event.body
      return conclusion === 'success' || conclusion === 'failure' ? undefined : it.endedOtherwise(conclusion)
    }
    case 'suite.result':
      return it.result({ ...event.body, figures: it.figures(Object.entries(event.body.figures ?? {})) })
  }
}
