import type { Act, Asking } from '../core/act.ts'
import type { Case } from '../core/case.ts'
import type { Played } from '../core/case-events.ts'
import { wayBack } from '../core/comparison.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { NotNow, Play } from '../core/play.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { planHold } from '../plans/hold.ts'
import { type NoPlan, type Plan, refuse } from '../plans/plan.ts'
import { planRetrain } from '../plans/retrain.ts'
import { planRollback } from '../plans/rollback.ts'
import playbook from '../policies/playbook.ts'
import { notAskedNote, playReason, toldByPlaybook } from '../reports/play-notes.ts'
import { says } from '../words/says.ts'
import { askChange } from './ask.ts'
import { dayOf } from './ask-by-command.ts'
import { authorisePlaybook, type PlaybookAsker } from './authorise.ts'
import { versionOf } from './evidence.ts'
import { say, showCase, showIssue } from './jobs.ts'
import type { Standing } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

interface Step {
  readonly model: Model
  readonly standing: Standing<Case>
  readonly play: Play
}

/** What is written and told of one act of a playbook; undefined where that stands there already. */
export async function played(world: Onlooker, repository: Repository, step: Step): Promise<Batch | undefined> {
  const { model, standing, play } = step
  const { act } = play
  if (play.why !== undefined) return left(world, step, play.why)
  const doing = { playbook: play.playbook, act: act.act }
  const asker = authorisePlaybook(repository, doing, model.id)
  if (asker === undefined) return undefined
  switch (act.act) {
    case 'notify':
      return written(world, step, { ...doing, outcome: 'done' }, [told(repository, step, act)])
    case 'issue': {
      const { labels } = act
      const jobs = [showIssue(standing.it.id)]
      return written(world, step, { ...doing, outcome: 'done', ...(labels && { labels }) }, jobs)
    }
    default:
      return asked(world, repository, step, asker)
  }
}

/** Reasons that a reader of the card would not see by themselves; each is told once. */
const TOLD: readonly NotNow[] = ['in-hand', 'change-open', 'no-way-back', 'no-trigger', 'cooling-down', 'most-reached']

function left(world: Onlooker, step: Step, why: NotNow): Batch | undefined {
  const { playbook: id, act } = step.play
  if (!TOLD.includes(why)) return undefined
  return once(world, step, { playbook: id, act: act.act, outcome: 'left', why }, [])
}

/** The same way as every other wish; what comes of a refusal is told in the case, for nobody else asked for it. */
async function asked(
  world: Onlooker,
  repository: Repository,
  step: Step,
  asker: PlaybookAsker,
): Promise<Batch | undefined> {
  const { model, standing, play } = step
  const act = play.act.act as Asking
  const reason = playReason(policyOf(repository, play.playbook), model, standing.it)
  const to = wayBack(model, await versionOf(world, model))
  const { document, outcome, stopped } = await askChange(world, {
    asker,
    plan: now => planOf(now, asker, { act, to, reason, today: dayOf(world.now()) }),
    reason,
    door: 'playbook',
  })
  const change = outcome.parts?.find(({ subject }) => subject.startsWith('change/') && isAsked(outcome.parts, subject))
  const doing = { playbook: play.playbook, act }
  if (change === undefined) {
    const note = notAskedNote(play.playbook, document)
    return once(
      world,
      step,
      { ...doing, outcome: 'refused', says: document.summary, rules: stopped ?? [] },
      inThread(step, note),
    )
  }
  const event = happened('case.played', 'kedge', { ...doing, outcome: 'asked', change: change.subject })
  const parts = (outcome.parts ?? []).map(part =>
    part.subject === standing.it.id ? { ...part, events: [...part.events, event] } : part,
  )
  return { at: world.now(), parts, jobs: [...(outcome.jobs ?? []), showCase(standing.it.id)] }
}

const isAsked = (parts: Batch['parts'] = [], subject: string) =>
  parts.some(part => part.subject === subject && part.events.some(({ type }) => type === 'change.asked'))

interface Wish {
  readonly act: Asking
  readonly to: string | undefined
  readonly reason: string
  readonly today: string
}

function planOf(repository: Repository, asker: PlaybookAsker, wish: Wish): Plan | NoPlan {
  const [model] = asker.models
  const { to, reason, today } = wish
  switch (wish.act) {
    case 'retrain':
      return planRetrain(repository, model, { playbook: asker.playbook, because: reason, today })
    case 'hold':
      return planHold(repository, model, { because: reason, today })
    case 'rollback':
      if (to !== undefined) return planRollback(repository, model, { to })
      return refuse(...says.playAct.noWayBack)
  }
}

/** The same refusal is told once a case, however often it is tried. */
function once(world: Onlooker, step: Step, body: Played, jobs: readonly NewJob[]): Batch | undefined {
  const known = (step.standing.it.played ?? []).some(it => keyOf(it) === keyOf(body))
  return known ? undefined : written(world, step, body, jobs)
}

/** Rules that say no may each time see other numbers; which they are is what matters. */
function keyOf(it: Played): string {
  const why = it.outcome === 'left' ? it.why : it.outcome === 'refused' && (it.rules.length > 0 ? it.rules : it.says)
  return JSON.stringify([it.playbook, it.act, it.outcome, why])
}

function written(world: Onlooker, { standing: { it, seen } }: Step, body: Played, jobs: readonly NewJob[]): Batch {
  const events = [happened('case.played', 'kedge', body)]
  return { at: world.now(), parts: [{ subject: it.id, seen, events }], jobs: [...jobs, showCase(it.id)] }
}

/** Of the model, so that it is said only where that may be shown. */
function told(repository: Repository, { model, standing: { it }, play }: Step, act: Act & { act: 'notify' }): NewJob {
  const document = toldByPlaybook(policyOf(repository, play.playbook), model, it)
  return say(`notify:${play.playbook}:${it.id}`, `model/${model.id}`, { channel: act.channel, document })
}

function inThread({ model, standing: { it, seen }, play }: Step, document: ReturnType<typeof notAskedNote>): NewJob[] {
  if (model.channel === undefined) return []
  const key = `not-asked:${play.playbook}:${play.act.act}:${it.id}:${seen}`
  return [say(key, it.id, { channel: model.channel, thread: it.id, document })]
}

function policyOf(repository: Repository, id: string) {
  const found = policiesOf(repository, playbook).find(it => it.id === id)
  if (!found) throw new Error(`${id} is not in the repository any more`)
  return found
}
