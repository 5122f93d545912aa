import type { Others } from '../core/cause.ts'
import { isTraining } from '../core/change-state.ts'
import type { DigestFacts, ModelNews } from '../core/digest.ts'
import type { FunctionName } from '../core/function-counts.ts'
import { isHeld, isUnmeasured, isUnseen, runsOther } from '../core/model-calm.ts'
import { standingOf } from '../core/trend.ts'
import { isOfData } from '../core/unmeasured.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { silentCounts } from './digest-trends.ts'
import { byPlace } from './digest-waiting.ts'
import { FUNCTION_NAMES, trendParts } from './function-trends.ts'

/** One line for each function of the house: what is on its desk, or that nothing is; and how much it was, beside the time before. */
export function functionRows(facts: DigestFacts): (readonly [string, Words])[] {
  return facts.portfolio.functions.map(({ of, counts }) => {
    const now = STANDS[of](facts).filter(part => part !== false)
    const moved = trendParts(counts, facts.portfolio.than)
    const { calm, unknown } = says.digestFunctions
    const stands = now.length > 0 ? now : [(LOOKED[of](facts) ? calm : unknown)[of]]
    return [FUNCTION_NAMES[of], says.digestFunctions.row([...stands, ...moved])]
  })
}

const STANDS: Readonly<Record<FunctionName, (facts: DigestFacts) => (string | false)[]>> = {
  'data-science': dataScience,
  devops: devOps,
  dataops: dataOps,
  itops: itOps,
  compliance,
}

/** Whether there was anything to look at: that nothing is wrong with nothing is no good news. */
const LOOKED: Readonly<Record<FunctionName, (facts: DigestFacts) => boolean>> = {
  'data-science': isMeasured,
  devops: ({ models }) => models.some(({ runs }) => runs !== undefined),
  dataops: ({ models }) => models.some(({ trends }) => trends.length > 0),
  itops: isMeasured,
  compliance: ({ models }) => models.length > 0,
}

function isMeasured({ models }: DigestFacts): boolean {
  return models.some(({ trends }) => trends.some(({ values }) => values.length > 0))
}

function dataScience({ models, now }: DigestFacts): (string | false)[] {
  const open = models.flatMap(it => (it.open ? [it.open] : []))
  const oldest = open.map(({ detected }) => detected).sort()[0]
  const training = models.flatMap(({ changes }) => changes.filter(isTraining)).length
  const warned = models.filter(it => it.warned.length > 0).length
  const beyond = models.flatMap(({ trends }) => trends.filter(it => standingOf(it) === 'beyond')).length
  const held = models.filter(isHeld)
  const unmeasured = models.filter(isUnmeasured).length
  return [
    oldest !== undefined && says.digestFunctions.cases(open.length, oldest, now),
    warned > 0 && says.digestFunctions.warned(warned),
    beyond > 0 && says.digestFunctions.beyond(beyond),
    held.length > 0 && says.digestFunctions.held(named(held)),
    unmeasured > 0 && says.digestFunctions.unmeasured(unmeasured),
    silentCounts(models) !== undefined && says.digestFunctions.lacking,
    training > 0 && says.digestFunctions.trainings(training),
  ]
}

function devOps({ models }: DigestFacts): (string | false)[] {
  const other = models.filter(runsOther)
  const unseen = models.filter(isUnseen).length
  const coming = models.flatMap(({ changes }) =>
    changes.filter(it => it.merged !== undefined && !isTraining(it)),
  ).length
  return [
    other.length > 0 && says.digestFunctions.runOther(named(other)),
    coming > 0 && says.digestFunctions.deliveries(coming),
    unseen > 0 && says.digestFunctions.unseen(unseen),
  ]
}

function dataOps({ models, troubles, now }: DigestFacts): (string | false)[] {
  const open = troubles.filter(({ works }) => isOfData(works))
  const silent = models.filter(it => silentCounts([it]) !== undefined)
  const missing = silentCounts(models)
  const drifted = models.filter(({ trends }) => trends.some(it => it.kpi.drift && standingOf(it) === 'beyond'))
  return [
    missing !== undefined && says.digestFunctions.silent(missing, named(silent)),
    open.length > 0 && says.digestFunctions.dataTroubles(open.length, oldestOf(open), now),
    drifted.length > 0 && says.digestFunctions.drifted(named(drifted)),
  ]
}

function itOps({ troubles, now }: DigestFacts): (string | false)[] {
  const own = troubles.filter(({ works }) => !isOfData(works))
  return [own.length > 0 && says.digestFunctions.troubles(own.length, oldestOf(own), now)]
}

const oldestOf = (troubles: DigestFacts['troubles']) => troubles.map(({ since }) => since).sort()[0] ?? ''

function compliance({ models, waiting }: DigestFacts): (string | false)[] {
  const broken = models.filter(it => it.broken.length > 0)
  const { here, elsewhere } = byPlace(waiting.filter(it => it.late))
  const reviews = waiting.filter(({ is }) => is === 'review').length
  return [
    broken.length > 0 && says.digestFunctions.broken(broken.flatMap(it => it.broken).length, named(broken)),
    here.length > 0 && says.digestFunctions.lateHere(here.length),
    elsewhere.length > 0 && says.digestFunctions.lateElsewhere(elsewhere.length),
    reviews > 0 && says.digestFunctions.reviews(reviews),
  ]
}

/** As many names as one reads in a line. */
function named(models: readonly ModelNews[]): Others {
  const names = models.slice(0, 3).map(({ model }) => model.name)
  return { named: names, more: models.length - names.length }
}
