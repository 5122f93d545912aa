import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/starter/answers.ts'
import { madeUpPeople } from '../../src/starter/made-up-people.ts'
import { peopleOf } from '../../src/starter/person.ts'
import { starterFiles } from '../../src/starter/starter-files.ts'
import { tooFew } from '../../src/starter/too-few.ts'
import { answersOf, TEAM } from './answers.ts'

const told = (more: Partial<Answers>) => {
  const answers = answersOf(more)
  return tooFew(answers, starterFiles(answers)).map(({ says, fix }) => `${says} ${fix}`)
}
const people = (...lines: string[]) => peopleOf(lines).people
const team = (...lines: string[]) => people(...TEAM, ...lines)

describe('[B10] a person with one team member too few is told so', () => {
  test('three people who may all approve are enough for everything, real or made up, and two are not', () => {
    expect(told({})).toEqual([])
    expect(told({ people: madeUpPeople(), owners: { business: 'first', technical: 'second' } })).toEqual([])
    expect(told({ people: people(...TEAM.slice(0, 2)) })).toEqual([
      'When Ana Ruiz asks to promote a high-tier model, nobody is left who can approve as model-validation by a review on GitHub. Name one more person with that role and a GitHub account, or say --tiers low,medium',
    ])
    expect(told({ people: people(...TEAM.slice(0, 2)), tiers: ['low', 'medium'] })).toEqual([])
  })

  test('who is the only one of a role', () => {
    const list = people(
      'Ana:modelops:ana:1:U0A',
      'Bo:modelops:bo:2:U0B',
      'Chen:model-validation:chen:3:U0C',
      'Dee:governance:dee:4:U0D',
      'Eli:governance:eli:5:U0E',
    )
    expect(told({ people: list })).toEqual([
      'When Chen asks to promote a high-tier model, nobody is left who can approve as model-validation by a review on GitHub. Name one more person with that role and a GitHub account, or say --tiers low,medium',
    ])
  })

  test('who is alone', () => {
    expect(
      told({ people: people(TEAM[0] ?? ''), owners: { business: 'ana', technical: 'ana' }, tiers: ['low'] }),
    ).toEqual([
      'When Ana Ruiz asks to register a low-tier model, nobody is left who can approve as modelops. Name one more person with that role',
      'When Ana Ruiz asks to change a rule, nobody is left who can approve as governance by a review on GitHub. Name one more person with that role and a GitHub account',
    ])
  })

  test('whose roles nobody has', () => {
    expect(told({ people: people('Ana:business:ana:1:U0A', 'Bo:business:bo:2:U0B') })).toEqual([
      'When somebody asks to register a low-tier model, nobody is left who can approve as modelops. Name one more person with that role, or say --tiers medium,high',
      'When somebody asks to promote a medium-tier model, nobody is left who can approve as modelops. Name one more person with that role, or say --tiers low,high',
      'When somebody asks to promote a high-tier model, nobody is left who can approve as modelops. Name one more person with that role, or say --tiers low,medium',
      'When somebody asks to change a rule, nobody is left who can approve as governance by a review on GitHub. Name one more person with that role and a GitHub account',
    ])
  })

  test('who has the role and not the account', () => {
    const everything = 'modelops+model-validation+governance'
    const list = people(TEAM[0] ?? '', `Bo:${everything}:::U0B`, `Dee:${everything}:::U0D`)
    expect(told({ people: list }).map(words => words.replace(/ Name .*/, ''))).toEqual([
      'When Ana Ruiz asks to promote a high-tier model, nobody is left who can approve as model-validation by a review on GitHub.',
      'When Ana Ruiz asks to change a rule, nobody is left who can approve as governance by a review on GitHub.',
    ])
    expect(told({ people: team(`Dee:${everything}:::U0D`) })).toEqual([])
  })

  test('who would validate what they own', () => {
    const list = people(
      'Ana:modelops+model-validation+governance:ana:1:U0A',
      'Bo:modelops+model-validation+governance:bo:2:U0B',
      'Chen:modelops:chen:3:U0C',
      'Dee:modelops:dee:4:U0D',
    )
    expect(told({ people: list, tier: 'high' })).toEqual([
      'Nobody is left who can validate churn independently: all of model-validation own it. Name one more person of model-validation, or another owner',
    ])
    expect(told({ people: list, tier: 'high', owners: { business: 'chen', technical: 'dee' } })).toEqual([])
  })
})

test('[B10] rules and people that are there already are the ones that count', () => {
  const answers = answersOf({ people: people(TEAM[0] ?? '') })
  const files = starterFiles(answers)
  const policy = (covers: string, needs: string) =>
    `kind: approvals\nid: own\nbecause: b\nfix: f\ncovers: [${covers}]\nneeds: ${needs}\nwithinHours: 1\nmerge: auto\n` +
    'channel: C0A\nexamples: [{ asks: a, votes: [], then: approved }]\n'
  const enough = starterFiles(answersOf())['policies/people.yaml'] ?? ''
  expect(tooFew(answers, { ...files, 'policies/people.yaml': enough })).toEqual([])
  const strict = {
    ...files,
    'policies/people.yaml': enough,
    'policies/own.yaml': policy('hold', '[{ role: pope, count: 1 }]'),
  }
  expect(tooFew(answers, strict).map(({ says }) => says)).toEqual([
    'When somebody asks to hold a low-tier model, nobody is left who can approve as pope.',
    'When somebody asks to hold a medium-tier model, nobody is left who can approve as pope.',
    'When somebody asks to hold a high-tier model, nobody is left who can approve as pope.',
  ])
  // What does not even have the form of a rule is for the check to tell.
  expect(tooFew(answers, { ...strict, 'policies/own.yaml': 'kind: approvals\nid: own\nneeds: 3\n' })).toEqual([])
})
