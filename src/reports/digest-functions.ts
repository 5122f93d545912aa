import { isTraining } from '../core/change-state.ts'
import type { DigestFacts, ModelNews } from '../core/digest.ts'
import type { Words } from '../core/document.ts'
import type { FunctionName } from '../core/function-counts.ts'
import { standingOf } from '../core/trend.ts'
import { count, listWords, spanWords } from '../core/words.ts'
import { silentCounts } from './digest-trends.ts'
import { byPlace } from './digest-waiting.ts'
import { FUNCTION_NAMES, trendParts } from './function-trends.ts'

/** One line for each function of the house: what is on its desk, or that nothing is; and how much it was, beside the time before. */
export function functionRows(facts: DigestFacts): (readonly [string, Words])[] {
  return facts.portfolio.functions.map(({ of, counts }) => {
    const now = STANDS[of](facts).filter(part => part !== false)
    const moved = trendParts(counts, facts.portfolio.than)
    return [FUNCTION_NAMES[of], [[...(now.length > 0 ? now : [CALM[of]]), ...moved].join('; ')]]
  })
}

const STANDS: Readonly<Record<FunctionName, (facts: DigestFacts) => (string | false)[]>> = {
  'data-science': dataScience,
  devops: devOps,
  dataops: dataOps,
  itops: itOps,
  compliance,
}

const CALM: Readonly<Record<FunctionName, string>> = {
  'data-science': 'every model does as agreed',
  devops: 'what runs is what is wanted',
  dataops: 'all data is there',
  itops: 'Kedge works and measures',
  compliance: 'every rule is kept, and nothing is late',
}

function dataScience({ models, now }: DigestFacts): (string | false)[] {
  const open = models.flatMap(it => (it.open ? [it.open] : []))
  const oldest = open.map(({ detected }) => detected).sort()[0]
  const training = models.flatMap(({ changes }) => changes.filter(isTraining)).length
  const warned = models.filter(it => it.warned.length > 0).length
  return [
    oldest !== undefined && `${count(open.length, 'open case')}, the oldest for ${spanWords(oldest, now)}`,
    warned > 0 && `${count(warned, 'model')} warned of`,
    training > 0 && `${count(training, 'training', 'trainings')} on the way`,
  ]
}

function devOps({ models }: DigestFacts): (string | false)[] {
  const other = models.filter(({ runs, model }) => runs !== undefined && runs !== model.serving.version)
  const unseen = models.filter(({ runs, model }) => runs === undefined && model.serving.observe !== undefined).length
  const coming = models.flatMap(({ changes }) =>
    changes.filter(it => it.merged !== undefined && !isTraining(it)),
  ).length
  return [
    other.length > 0 && `${named(other)} ${other.length === 1 ? 'runs' : 'run'} another version than is wanted`,
    coming > 0 && `${count(coming, 'delivery', 'deliveries')} on the way`,
    unseen > 0 && `what runs of ${count(unseen, 'model')} was not seen yet`,
  ]
}

function dataOps({ models }: DigestFacts): (string | false)[] {
  const silent = models.filter(it => silentCounts([it]) !== undefined)
  const missing = silentCounts(models)
  const drifted = models.filter(({ trends }) => trends.some(it => it.kpi.drift && standingOf(it) === 'beyond'))
  return [
    missing !== undefined && `${missing} of ${named(silent)} without data`,
    drifted.length > 0 && `inputs of ${named(drifted)} have drifted`,
  ]
}

function itOps({ troubles, now }: DigestFacts): (string | false)[] {
  const oldest = troubles.map(({ since }) => since).sort()[0]
  return [
    oldest !== undefined &&
      `${count(troubles.length, 'trouble')} of Kedge itself, the oldest for ${spanWords(oldest, now)}`,
  ]
}

function compliance({ models, waiting }: DigestFacts): (string | false)[] {
  const broken = models.filter(it => it.broken.length > 0)
  const { here, elsewhere } = byPlace(waiting.filter(it => it.late))
  const reviews = waiting.filter(({ is }) => is === 'review').length
  return [
    broken.length > 0 && `${count(broken.flatMap(it => it.broken).length, 'rule')} not kept by ${named(broken)}`,
    here.length > 0 && `${here.length} late here`,
    elsewhere.length > 0 && `${elsewhere.length} late elsewhere`,
    reviews > 0 && `${count(reviews, 'review')} owed`,
  ]
}

/** As many names as one reads in a line. */
function named(models: readonly ModelNews[]): string {
  const names = models.slice(0, 3).map(({ model }) => model.name)
  const rest = models.length - names.length
  return listWords([...names, ...(rest > 0 ? [count(rest, 'other model')] : [])])
}
