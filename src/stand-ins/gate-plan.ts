/** The second model of the airline, as it stands in its repository: with a playbook that asks for a training by itself. */

const MODEL = `# A second model of the made-up airline. The flights are real, as those of the first.
kind: model
id: gate-plan
name: Gate plan
description: Says how long a flight will need its gate, by its route and hour. What it never saw is planned by hand.
useCase: passenger-notices
tier: medium
stage: production
stageSince: 2001-05-14
owners: { business: mara, technical: bo, compliance: chen }
channel: C0FLIGHTOPS
serving: { version: 1.0.0, mode: batch, observe: served }
versions:
  1.0.0:
    summary: Learnt from the first weeks of the summer timetable.
    trained: { from: 2001-04-02, to: 2001-04-29, data: flights-3m.parquet }
    gates: { passed: 2001-05-11, evidence: Hold-out of 30 April to 6 May }
sources: [flight-records]
documents:
  model-card: { at: models/README.md, updated: 2001-05-14 }
queries:
  inputs:
    connection: flights
    every: week
    since: 2001-05-14
    sql: |
      with flights as (
        select date, origin, destination, hour(date) as hour from 'flights-3m.parquet' where date >= '2001-04-02'
      ), learnt as (
        select distinct '1.0.0' as version, origin, destination, hour from flights where date < '2001-04-30'
        union all
        select distinct '1.1.0' as version, origin, destination, hour from flights where date < '2001-06-11'
      ), asked as (
        select * from flights, (values ('1.0.0'), ('1.1.0')) as versions(version) where date >= $start and date < $end
      )
      select date_trunc('week', date) as period, version, count(*) as n, 100 * avg((learnt.version is null)::int) as unseen
      from asked left join learnt using (version, origin, destination, hour)
      group by all order by period, version
  served:
    connection: serving
    sql: select version from 'gate-plan.csv' order by "at" desc limit 1
kpis:
  unseen:
    name: Flights planned by hand
    kind: business
    unit: '%'
    direction: lower-is-better
    target: 2
    baseline: 1.9
    limit: 4
    query: inputs
    minSamples: 1000
    freshHours: 192
# Whether a plan of the routes and hours that are flown holds together, before it is what the gates go by.
suites:
  turnarounds:
    at: .github/workflows/test-model.yml
    data: flights-3m.parquet, the last week before
    delivery: { workflow: test-model.yml }
    gates: [promote]
delivery: { workflow: deliver-model.yml }
retraining:
  delivery: { workflow: train-model.yml }
  coolDownDays: 14
tags: [sample]
`

const MONITOR = `kind: monitor
id: gate-plan-inputs
because: The plan is learnt from routes and hours. What it never saw is planned by hand, by people who have other work.
fix: "Train {model} on the newest flights."
appliesTo: { models: [gate-plan] }
watches: { kpi: unseen }
fires: { after: 2 }
clears: { after: 1, limit: 3 }
severity: breach
examples:
  - { limit: 4, values: [2.8, 4.6], then: pending }
  - { limit: 4, values: [2.8, 4.6, 5.9], then: firing }
  - { limit: 4, values: [4.6, 5.9, 2.9], then: ok }
  - { limit: 4, values: [4.6, 5.9, 3.5], then: firing }
  - { limit: 4, values: [], then: no-data }
`

const PLAYBOOK = `kind: playbook
id: train-on-drift
because: A plan that has not seen the timetable of today is trained on it, and somebody looks at what comes out.
on: breach
appliesTo: { models: [gate-plan] }
does: [{ act: issue }, { act: retrain }]
coolDownHours: 336
most: { count: 2, perDays: 90 }
`

const WORKFLOW = `name: Train a model
run-name: Train \${{ inputs.model }} (\${{ inputs.change }})
on:
  workflow_dispatch:
    inputs:
      model: { required: true, type: string }
      change: { required: true, type: string }
permissions: {}
jobs: { train: { runs-on: ubuntu-24.04, steps: [{ run: 'true' }] } }
`

export const GATE_PLAN = {
  'models/gate-plan.yaml': MODEL,
  'policies/gate-plan-inputs.yaml': MONITOR,
  'policies/train-on-drift.yaml': PLAYBOOK,
  '.github/workflows/train-model.yml': WORKFLOW,
}

/** What whoever trains it registers when the training is over. */
export const GATE_PLAN_ANEW = {
  model: 'gate-plan',
  version: '1.1.0',
  digest: `sha256:${'2'.repeat(64)}`,
  summary: 'Learnt until 10 June.',
  commit: 'abcdef1',
  trained: { from: '2001-04-02', to: '2001-06-10', data: 'flights-3m.parquet' },
  gates: { passed: '2001-06-18', evidence: 'Hold-out of 11 to 17 June' },
}
