import { canonicalJson } from '../core/canonical.ts'
import type { Delivery } from '../core/delivery.ts'
import { happened } from '../core/event.ts'
import type { SuiteRun } from '../core/suite-run.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { modelOf } from '../flows/standing.ts'
import { suiteRunner } from '../flows/suite-by-hand.ts'
import type { World } from '../flows/world.ts'
import { says } from '../words/says.ts'

/** Starts each run once: one on GitHub is found again by the mark in its title, a webhook is told under the same id. */
export default effect({
  name: 'run-suite',
  summary: says.effectSummaries.runSuite,
  async run(world, job) {
    const id = job.subject.slice('model/'.length)
    const { runs } = (await modelOf(world.store, id)).it.suites
    const run = Object.values(runs).find(it => it.run === job.body)
    const { models } = await world.policy()
    const model = Object.hasOwn(models, id) ? models[id] : undefined
    const suite = run && model?.suites && Object.hasOwn(model.suites, run.suite) ? model.suites[run.suite] : undefined
    // What the file names no more, or is known by now, is not run any more.
    if (!run || !model || !suite || run.started || run.told) return NOTHING
    const { delivery } = suite
    await start(world, id, run, delivery)
    const event = happened('suite.started', 'kedge', { model: id, run: run.run, ...whatOf(delivery) })
    const told = 'manual' in delivery ? suiteRunner(model, run, suite, delivery.manual.by, 0) : []
    return { facts: [{ subject: job.subject, events: [event] }], jobs: told }
  },
})

function whatOf(delivery: Delivery) {
  if ('workflow' in delivery) return { workflow: delivery.workflow }
  return 'webhook' in delivery ? { webhook: delivery.webhook } : { manual: delivery.manual.by }
}

async function start({ see, do: hands }: World, model: string, it: SuiteRun, delivery: Delivery): Promise<void> {
  const { suite, version, run } = it
  // Of what it is made is nobody's guess: what main lists under its name may be something else.
  const made = it.of && { make: canonicalJson(it.of) }
  if ('workflow' in delivery) {
    const { workflow } = delivery
    if (await see.run(workflow, run)) return
    const { name } = await see.mainBranch()
    await hands.dispatch({ workflow, ref: name, inputs: { model, suite, version, run, ...made } })
  }
  if ('webhook' in delivery) {
    const body = {
      run,
      model,
      suite,
      version,
      why: it.why,
      at: it.at,
      ...(it.digest && { digest: it.digest }),
      ...made,
    }
    await hands.dispatch({ webhook: delivery.webhook, id: run, body: JSON.stringify(body) })
  }
}
