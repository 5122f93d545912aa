import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { planAttest } from '../../src/plans/attest.ts'
import { planHold } from '../../src/plans/hold.ts'
import { planLimit } from '../../src/plans/limit.ts'
import type { NoPlan, Plan } from '../../src/plans/plan.ts'
import { planPromote } from '../../src/plans/promote.ts'
import { planRegister } from '../../src/plans/register.ts'
import { REGISTER_QUESTIONS } from '../../src/plans/register-questions.ts'
import type { Registration } from '../../src/plans/registration.ts'
import { planReplace } from '../../src/plans/replace.ts'
import { planResume } from '../../src/plans/resume.ts'
import { planRetire } from '../../src/plans/retire.ts'
import { planRetrain } from '../../src/plans/retrain.ts'
import { planWaive, type Waive } from '../../src/plans/waive.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const today = '2001-04-20'
const because = 'It drifts'

const { hold: _, ...serving } = flightDelay.serving
const old: Model = { ...flightDelay, serving: { ...serving, version: '1.0.0' } }
const held: Model = { ...flightDelay, serving: { ...serving, hold: { since: '2001-04-01', because: 'It is wrong.' } } }
const retired: Model = { ...flightDelay, stage: 'retired', stageSince: '2001-04-01' }
const placed: Model = { ...old, environments: { dev: { version: '1.1.0' }, test: { version: '1.1.0' } } }
const used: Model = { ...flightDelay, consumers: [{ name: 'notices' }, { name: 'crews' }] }
const other: Model = { ...flightDelay, id: 'other', consumers: [{ name: 'crews' }] }
const asked: Model = { ...flightDelay, retraining: { requests: [{ on: today, by: 'ana', because }] } }

const left = {
  ...repository,
  people: {
    ...repository.people,
    people: { ...repository.people.people, gus: { name: 'Gus', roles: ['model-validation'], left: '2001-03-01' } },
  },
}

type Row = [asks: string, plan: Plan | NoPlan, says: string, fix: string]

const promote = (model: Model, to: string) => planPromote(repository, model, { to })
const promoteTo = (model: Model, environment: string) => planPromote(repository, model, { environment })
const retrain = (model: Model, by: string, why = because) => planRetrain(repository, model, { by, because: why, today })
const limit = (kpi: string, to: string) => planLimit(repository, flightDelay, { kpi, to })
const attest = (model: Model, by: string) => planAttest(repository, model, { by, today })

describe('[C7] what makes no sense is refused with a way out', () => {
  test.each<Row>([
    [
      'promote to what is not listed',
      promote(flightDelay, '1.1.1'),
      'flight-delay has no version 1.1.1',
      'did you mean 1.1.0?',
    ],
    [
      'promote to what runs',
      promote(flightDelay, '1.1.0'),
      'flight-delay is to run 1.1.0 already',
      '`/kedge show flight-delay` says what really runs',
    ],
    [
      'promote to an older version',
      promote(flightDelay, '1.0.0'),
      '1.0.0 is older than 1.1.0, which flight-delay is to run',
      'go back to it: `/kedge rollback flight-delay to 1.0.0`',
    ],
    [
      'promote what is retired',
      promote(retired, '1.1.0'),
      'flight-delay is retired',
      '`/kedge path flight-delay` says what is still open to it',
    ],
    [
      'promote to what has it',
      promoteTo(placed, 'test'),
      'test has 1.1.0 already, as dev has',
      'promote to production, or name a version',
    ],
    [
      'promote to the first',
      promoteTo(placed, 'dev'),
      'nothing comes before dev, so that nothing can be promoted to it',
      'promote to test or production, or name a version',
    ],
    [
      'promote where there is nothing before',
      promoteTo(old, 'production'),
      'nothing comes before production, so that nothing can be promoted to it',
      'name a version to promote to',
    ],
    [
      'promote to where it is not',
      promoteTo(placed, 'prodution'),
      'flight-delay has no environment prodution',
      'did you mean production?',
    ],
    [
      'promote to an older one by environment',
      promoteTo(
        { ...placed, environments: { test: { version: '1.0.0' } }, serving: flightDelay.serving },
        'production',
      ),
      '1.0.0 is older than 1.1.0, which flight-delay is to run',
      'go back to it: `/kedge rollback flight-delay to 1.0.0`',
    ],
    [
      'retrain for no reason',
      retrain(flightDelay, 'ana', ' '),
      'it says no reason',
      'say why, for those who read it later',
    ],
    ['retrain by a stranger', retrain(flightDelay, 'anna'), 'nobody is called anna', 'did you mean ana?'],
    [
      'retrain twice a day for one reason',
      retrain(asked, 'bo'),
      'flight-delay was asked to be trained anew today, for the same reason',
      '`/kedge status flight-delay` says what came of it',
    ],
    [
      'retrain what lets no person ask',
      retrain({ ...flightDelay, retraining: { triggers: ['schedule', 'drift'] } }, 'ana'),
      'people do not ask for trainings of flight-delay: `retraining.triggers` names schedule and drift',
      'add `request` to it in the file of the model',
    ],
    [
      'retrain what lets nothing ask',
      retrain({ ...flightDelay, retraining: { triggers: [] } }, 'ana'),
      'people do not ask for trainings of flight-delay: `retraining.triggers` names nothing',
      'add `request` to it in the file of the model',
    ],
    [
      'retrain what is retired',
      retrain(retired, 'ana'),
      'flight-delay is retired',
      '`/kedge path flight-delay` says what is still open to it',
    ],
    [
      'replace with itself',
      planReplace(repository, used, { other: used }),
      'flight-delay cannot take its own place',
      'name the model that is to be used instead',
    ],
    [
      'replace with what is retired',
      planReplace(repository, used, { other: { ...other, stage: 'retired' } }),
      'other is retired',
      '`/kedge path other` says what is still open to it',
    ],
    [
      'replace what nobody uses',
      planReplace(repository, flightDelay, { other }),
      'nobody is written down who uses flight-delay',
      'list them under `consumers` of flight-delay first',
    ],
    [
      'replace for a stranger',
      planReplace(repository, used, { other, consumers: ['notice'] }),
      'notice does not use flight-delay',
      'did you mean notices?',
    ],
    [
      'replace for who has moved',
      planReplace(repository, used, { other }),
      'crews uses other already',
      'name the other consumers, and take this one out in a pull request by hand',
    ],
    [
      'hold what is on hold',
      planHold(repository, held, { because, today }),
      'flight-delay is on hold since 1 April 2001: It is wrong.',
      '`/kedge resume flight-delay` ends it',
    ],
    [
      'hold for no reason',
      planHold(repository, flightDelay, { because: '', today }),
      'it says no reason',
      'say why, for those who read it later',
    ],
    [
      'hold what is retired',
      planHold(repository, retired, { because, today }),
      'flight-delay is retired',
      '`/kedge path flight-delay` says what is still open to it',
    ],
    [
      'resume what is not on hold',
      planResume(repository, flightDelay),
      'flight-delay is not on hold',
      '`/kedge status flight-delay` says how it stands',
    ],
    [
      'resume what is retired',
      planResume(repository, { ...held, stage: 'retired' }),
      'flight-delay is retired',
      '`/kedge path flight-delay` says what is still open to it',
    ],
    [
      'retire what is retired',
      planRetire(repository, retired, { today }),
      'flight-delay is retired already since 1 April 2001',
      '`/kedge history flight-delay` says why',
    ],
    ['a limit of no KPI', limit('mea', '20'), 'flight-delay has no KPI mea', 'did you mean mae?'],
    [
      'a limit of a word',
      limit('constructor', '20'),
      'flight-delay has no KPI constructor',
      'say one of announced, mae, false_notices, unseen',
    ],
    [
      'a limit that is the limit',
      limit('mae', '18.50'),
      'the limit of mae is 18.5 min already',
      '`/kedge status flight-delay` says how near it is',
    ],
    [
      'a limit that is no number',
      limit('mae', 'Infinity'),
      'Infinity is no number',
      'say a number of min, such as 18.5',
    ],
    [
      'a limit nobody can keep',
      limit('mae', '99999999999999999999'),
      '99999999999999999999 is no number',
      'say a number of min, such as 18.5',
    ],
    [
      'attest by no owner',
      attest(flightDelay, 'dana'),
      'dana is no owner of flight-delay',
      'ask mara or ana or chen or bo',
    ],
    [
      'attest by the validator',
      attest({ ...flightDelay, owners: { ...flightDelay.owners, validator: 'fay' } }, 'fay'),
      'fay is no owner of flight-delay',
      'ask mara or ana or chen or bo',
    ],
    [
      'attest twice a day',
      attest({ ...flightDelay, review: { everyMonths: 6, last: today } }, 'mara'),
      'flight-delay was confirmed today already',
      '`/kedge show flight-delay` says when it is due again',
    ],
  ])('%s', (_, plan, says, fix) => {
    expect(plan).toMatchObject({ refused: { says, fix } })
  })
})

const NEW: Registration = {
  name: 'Churn',
  useCase: 'passenger-notices',
  tier: 'low',
  business: 'mara',
  technical: 'ana',
  version: '1.0.0',
}
const register = (answers: Partial<Registration>) => planRegister(left, { ...NEW, ...answers }, today)

describe('[C7] an answer that cannot be used is refused with a way out', () => {
  test.each<Row>([
    [
      'a name without letters',
      register({ name: '航空' }),
      'no id can be made of the name "航空"',
      'write it with letters from a to z; `name` in the file can hold any others later',
    ],
    ['a long name', register({ name: 'x'.repeat(81) }), 'the name is longer than 80 letters', 'say it in a few words'],
    [
      'an id that exists',
      register({ name: 'Flight delay' }),
      'there is models/flight-delay.yaml already',
      'choose another name',
    ],
    [
      'an id of a policy',
      register({ name: 'Weekend freeze' }),
      'there is policies/weekend-freeze.yaml already',
      'choose another name',
    ],
    [
      'an unknown use',
      register({ useCase: 'passenger-notes' }),
      'there is no use case passenger-notes',
      'did you mean passenger-notices?',
    ],
    ['an unknown tier', register({ tier: 'hihg' }), 'there is no tier hihg', 'did you mean high?'],
    ['a stranger', register({ business: 'marra' }), 'nobody is called marra', 'did you mean mara?'],
    [
      'somebody who left',
      register({ technical: 'gus' }),
      'gus left on 2001-03-01',
      'say one of ana, bo, chen, dana, mara, eli, fay',
    ],
    [
      'a version with a space',
      register({ version: '1 0' }),
      '"1 0" cannot be the name of a version',
      'use letters, digits, dots, pluses and dashes',
    ],
    ['an unknown mode', register({ mode: 'bach' }), 'there is no mode bach', 'did you mean batch?'],
    [
      'an odd type',
      register({ type: 'Big Model' }),
      '"Big Model" is no word for a type',
      'say one such as python, r, excel or llm',
    ],
  ])('%s', (_, plan, says, fix) => {
    expect(plan).toEqual({ refused: { says, fix, about: expect.stringMatching(/./) } })
  })

  test('there are eight questions, and the refusal names the one it is about', () => {
    expect(REGISTER_QUESTIONS.length).toBeLessThanOrEqual(8)
    for (const { key } of REGISTER_QUESTIONS) {
      expect(register({ [key]: '!' })).toMatchObject({ refused: { about: key } })
    }
  })

  test('spaces around an answer are not part of it', () => {
    const spaced = Object.fromEntries(Object.entries(NEW).map(([key, answer]) => [key, ` ${answer} `]))
    expect(register({ ...spaced, mode: ' ', type: ' ' })).toEqual(register({}))
  })

  test('whatever is offered can be answered, and so can saying nothing where that means something', () => {
    for (const { key, choices, otherwise } of REGISTER_QUESTIONS) {
      const offered = [...(choices?.(left) ?? []), ...(otherwise === undefined ? [] : [otherwise])]
      for (const answer of offered) expect(register({ [key]: answer })).toMatchObject({ kind: 'register' })
    }
  })
})

const WAIVE: Waive = {
  rule: 'serves-what-passed',
  models: [flightDelay],
  because,
  owner: 'ana',
  grantedBy: 'chen',
  until: '2001-06-30',
  today,
}
const waive = (it: Partial<Waive>, of = left) => planWaive(of, { ...WAIVE, ...it })
const waived = {
  ...left,
  policies: { ...left.policies, waiver: [{ id: 'old-one', rule: 'serves-what-passed', models: ['flight-delay'] }] },
}

describe('[C7] an exception that could not be is refused with a way out', () => {
  test.each<Row>([
    [
      'from no rule',
      waive({ rule: 'serves-what-pased' }),
      'there is no rule serves-what-pased',
      'did you mean serves-what-passed?',
    ],
    [
      'from what nobody may waive',
      waive({ rule: 'rollback-target-passed' }),
      'nobody may waive rollback-target-passed',
      'do what it asks: `mayWaive` names no role there',
    ],
    ['for no model', waive({ models: [] }), 'it is for no model', 'name the models it is for, one by one'],
    ['granted by a stranger', waive({ grantedBy: 'che' }), 'nobody is called che', 'did you mean chen?'],
    [
      'granted by who may not',
      waive({ grantedBy: 'ana' }),
      'ana may not waive serves-what-passed',
      'ask chen or fay to grant it',
    ],
    [
      'granted by whoever asks',
      waive({ owner: 'chen' }),
      'whoever asks for an exception cannot grant it',
      'name fay, or have somebody else ask',
    ],
    [
      'granted by who left',
      waive({ grantedBy: 'gus' }),
      'gus left on 2001-03-01',
      'say one of ana, bo, chen, dana, mara, eli, fay',
    ],
    ['owned by a stranger', waive({ owner: 'anna' }), 'nobody is called anna', 'did you mean ana?'],
    ['for no reason', waive({ because: '\n' }), 'it says no reason', 'say why, for those who read it later'],
    ['until no day', waive({ until: '2001-06-31' }), '2001-06-31 is no day', 'say a day from 2001-04-20 to 2002-04-21'],
    [
      'until what no calendar has',
      waive({ until: '2001-13-01' }),
      '2001-13-01 is no day',
      'say a day from 2001-04-20 to 2002-04-21',
    ],
    [
      'until yesterday',
      waive({ until: '2001-04-19' }),
      '2001-04-19 is over',
      'say a day from 2001-04-20 to 2002-04-21',
    ],
    [
      'for too long',
      waive({ until: '2002-04-22' }),
      '2002-04-22 is more than 366 days away',
      'say a day from 2001-04-20 to 2002-04-21',
    ],
    [
      'beside another one',
      waive({}, waived),
      'old-one waives serves-what-passed for flight-delay already',
      'change policies/old-one.yaml in a pull request by hand',
    ],
  ])('%s', (_, plan, says, fix) => {
    expect(plan).toMatchObject({ refused: { says, fix } })
  })

  test('a second one of the same rule, for another model, has a name of its own; one for a day needs no last day', () => {
    const files = { ...left.files, 'policies/waive-serves-what-passed.yaml': { text: '', blob: '' } }
    const plan = waive({ until: today, models: [{ ...flightDelay, id: 'another-model' }] }, {
      ...waived,
      files,
    } as typeof waived)
    expect(plan).toMatchObject({
      edits: [
        {
          path: 'policies/waive-serves-what-passed-2.yaml',
          text: expect.stringMatching(/examples:\n(?: {2}- \{ on: 2001-04-(?:19|20|21), .*\n){4}$/),
        },
      ],
    })
    expect('edits' in plan && plan.edits[0]).toMatchObject({
      text: expect.stringContaining('model: yet-another-model'),
    })
  })
})

test('[C7] where no life cycle is for it, a new model says no stage and is not on hold', () => {
  const bare = { ...repository, policies: { ...repository.policies, lifecycle: [] } }
  const plan = planRegister(bare, { ...NEW, mode: 'triggered' }, today)
  expect(plan).toMatchObject({
    edits: [{ text: expect.stringContaining('serving: { version: 1.0.0, mode: triggered }\n') }],
  })
  expect('edits' in plan && plan.edits[0]).not.toMatchObject({ text: expect.stringContaining('stage:') })
})
