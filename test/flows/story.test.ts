import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { judgeStory, needsRepository, readStory, unlike } from '../../src/flows/story.ts'
import { storyFactsFrom } from '../../src/flows/story-findings.ts'
import { repository } from '../fixtures/world.ts'

const HEAD = `people: { ana: [operations], bo: [operations], chen: [validation], dana: { roles: [operations], account: guest } }
policies: [{ id: two, covers: [edit], needs: [{ role: operations, count: 1 }, { role: validation, count: 1 }], withinHours: 24 }]
change: { kinds: [edit], asks: ana }
`
const told = (events: string, more = '') => {
  const read = readStory('case.yaml', `${HEAD}events:\n${events}\n${more}`)
  return judgeStory(read, undefined).verdict
}
const does = (...events: readonly string[]) => told(events.map(event => `  - { ${event} }`).join('\n'))
const BOTH = ['by: bo, does: approve, hours: 1', 'by: chen, does: approve, hours: 1'] as const
const wrong = (text: string, folder?: typeof repository) => {
  try {
    judgeStory(readStory('case.yaml', text), folder)
    return []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems.map(({ line, column, code, says, fix }) => `${line}:${column} ${code}: ${says} → ${fix}`)
  }
}

describe('[C3] a story is what the verdict is made from', () => {
  test('people, votes and the clock', () => {
    expect(does(...BOTH)).toMatchObject({ is: 'approved', by: ['bo', 'chen'] })
    expect(does(BOTH[0])).toMatchObject({ is: 'pending', missing: [{ role: 'validation' }] })
    expect(does(BOTH[0], 'by: chen, does: approve, hours: 25').is).toBe('expired')
    expect(does(BOTH[1], 'by: dana, does: approve').ignored).toMatchObject([{ person: 'dana', code: 'guest' }])
    expect(does(...BOTH, 'by: bo, does: deny, hours: 2, because: no')).toMatchObject({ is: 'denied', because: 'no' })
    expect(does(...BOTH, 'by: bo, does: withdraw, hours: 2').is).toBe('pending')
    expect(does('by: bo, does: deny', 'by: ana, of: bo, does: withdraw, hours: 1').is).toBe('denied')
  })

  test('a push asks anew, and whoever pushed does not count; the old state brings the votes back', () => {
    expect(does(...BOTH, 'by: ana, does: push, hours: 2')).toMatchObject({ is: 'pending', counted: [] })
    expect(does(...BOTH, 'by: ana, does: push, hours: 2', 'by: ana, does: push, seal: seal-1, hours: 3').is).toBe(
      'approved',
    )
    // Dana alone is left for it, and she is a guest, at both doors.
    expect(does(BOTH[1], 'by: bo, does: push', BOTH[0], BOTH[1])).toMatchObject({
      is: 'unavailable',
      code: 'nobody-may',
      ignored: [{ code: 'other-seal' }, { person: 'bo', code: 'wrote-it' }],
    })
  })

  test('closing clears all votes, a draft takes none', () => {
    expect(does(...BOTH, 'by: ana, does: close, hours: 2')).toMatchObject({ is: 'unavailable', code: 'closed' })
    expect(does(...BOTH, 'by: ana, does: close, hours: 2', 'by: ana, does: reopen, hours: 3')).toMatchObject({
      is: 'pending',
      counted: [],
    })
    expect(does('by: ana, does: draft', ...BOTH)).toMatchObject({ is: 'pending', code: 'draft' })
    expect(does('by: ana, does: draft', ...BOTH, 'by: ana, does: ready, hours: 2').is).toBe('pending')
    expect(does(...BOTH, 'by: ana, does: draft, hours: 2', 'by: ana, does: ready, hours: 3').is).toBe('approved')
  })

  const CLOSED = ['by: ana, does: close, hours: 2', 'by: ana, does: reopen, hours: 5'] as const

  test('what is said while it is closed is gone when it is opened again, also heard of late', () => {
    const late = [...CLOSED, 'by: bo, does: approve, hours: 6'] as const
    const chen = 'by: chen, does: approve, via: github, hours: 3'
    for (const events of [
      [CLOSED[0], chen, ...late.slice(1)],
      [...late, chen],
    ])
      expect(does(...events)).toMatchObject({
        is: 'pending',
        ignored: [{ person: 'chen', code: 'closed' }],
      })
    expect(does(...late, 'by: chen, does: deny, hours: 4').is).toBe('pending')
    expect(does(...late, 'by: chen, does: approve, hours: 7').is).toBe('approved')
  })

  test('[C3] what is said after the merge changes nothing, and what was said before it counts', () => {
    const merge = 'by: ana, does: merge, hours: 4'
    expect(does(BOTH[0], merge, 'by: chen, does: approve, hours: 5')).toMatchObject({
      is: 'pending',
      ignored: [{ person: 'chen', code: 'already-merged' }],
    })
    for (const said of ['deny', 'withdraw'])
      expect(does(...BOTH, merge, `by: bo, does: ${said}, hours: 5`)).toMatchObject({
        is: 'approved',
        by: ['bo', 'chen'],
      })
    expect(does(...BOTH, merge, 'by: bo, does: deny, hours: 4').is).toBe('approved')
    expect(does(...BOTH, merge, 'by: bo, does: deny, hours: 3').is).toBe('denied')
  })

  test.each([
    'by: bo, does: push, hours: 5',
    'by: ana, does: draft, hours: 5',
    'by: ana, does: close, hours: 5',
    'by: kedge, does: retarget, hours: 5',
    'by: bo, does: leave, hours: 5',
  ])('[C3] nor does what happens after it: %s', event => {
    const merge = 'by: ana, does: merge, hours: 4'
    expect(does(...BOTH, merge, event)).toEqual({ ...does(...BOTH, merge), is: 'approved' })
  })

  test('[attack 18] a role that is lost takes its vote along, and one that is won makes it count', () => {
    expect(does(...BOTH, 'by: bo, does: leave, role: operations, hours: 2').ignored).toMatchObject([
      { person: 'bo', code: 'wrong-role' },
    ])
    expect(does(...BOTH, 'by: bo, does: leave, hours: 2').is).not.toBe('approved')
    expect(does(BOTH[0], 'by: bo, does: deny', 'by: bo, does: leave, hours: 2').is).not.toBe('denied')
    expect(does('by: bo, does: leave', ...BOTH, 'by: bo, does: join, role: operations, hours: 2').is).toBe('approved')
  })

  test('what comes after now has not happened, and a vote of then says so', () => {
    const text = BOTH.map(event => `  - { ${event} }`).join('\n')
    expect(told(`${text}\n  - { by: ana, does: close, hours: 9 }`, 'afterHours: 2').is).toBe('approved')
    expect(told(text, 'afterHours: 0.5').ignored).toMatchObject([{ code: 'future' }, { code: 'future' }])
  })

  test('[attack 19] teams give roles, and one that GitHub says nothing of approves nothing', () => {
    const team = (members: string) => {
      const text = `people: { ana: [], bo: [] }\nteams: { duty: ${members} }
policies: [{ id: one, covers: [edit], needs: [{ role: duty, count: 1 }], withinHours: 24 }]
change: { kinds: [edit], asks: ana }
events: [{ by: bo, does: approve }]\n`
      return judgeStory(readStory('case.yaml', text), undefined).verdict
    }
    expect(team('[bo]').is).toBe('approved')
    expect(team('unavailable')).toMatchObject({ is: 'unavailable', code: 'team-not-seen' })
  })
})

describe('[C3] a story beside a repository', () => {
  const text = `change: { kinds: [rollback], model: flight-delay, to: 1.0.0, asks: ana }
events: [{ by: bo, does: approve, hours: 1 }, { by: chen, does: approve, via: github, hours: 2 }]
`
  test('takes people, policies and the model from there', () => {
    expect(needsRepository(readStory('case.yaml', text).story)).toBe(true)
    expect(judgeStory(readStory('case.yaml', text), repository).verdict).toMatchObject({
      is: 'approved',
      rules: ['approve-rollback'],
    })
  })

  test('asks the other rules where facts are told, and lets the way back pass what has no answer', () => {
    const facts = (said: string) => judgeStory(readStory('case.yaml', `${text}facts: ${said}\n`), repository)
    expect(facts('{ target: { passed: false } }').verdict).toMatchObject({ is: 'blocked', code: 'guardrail' })
    expect(facts('{}').findings.length).toBeGreaterThan(0)
    expect(facts('{}').verdict.is).toBe('approved')
  })

  test('asks whoever approves a model of the tier that is told', () => {
    const edit = 'change: { kinds: [edit], model: flight-delay, asks: ana }\n'
    const rules = (more: string) => judgeStory(readStory('case.yaml', `${edit}${more}`), repository).verdict.rules
    expect(rules('')).not.toContain('approve-high')
    expect(rules('facts: { model: { tier: high } }\n')).toContain('approve-high')
    const part =
      'change: { asks: ana, parts: [{ kinds: [edit], model: flight-delay, facts: { model: { tier: high } } }] }\n'
    expect(judgeStory(readStory('case.yaml', part), repository).verdict.rules).toContain('approve-high')
  })
})

describe('[C3] what is wrong in a case file is told by line, with a fix', () => {
  test.each<[string, string, string]>([
    [
      'a slip in a key',
      HEAD.replace('asks', 'ask'),
      '3:26 unknown-key: `change` has no key `ask`. Did you mean `asks`?',
    ],
    [
      'a slip in a name',
      HEAD.replace('asks: ana', 'asks: anna'),
      '3:32 unknown-person: There is no person `anna`. Did you mean `ana`?',
    ],
    [
      'a policy there is not',
      HEAD.replace(/\[\{ id.*\]/, '[approve-rolback]'),
      '2:12 unknown-approvals-policy: There is no approvals policy `approve-rolback`. Did you mean `approve-rollback`?',
    ],
    [
      'a model there is not',
      HEAD.replace('asks', 'model: flight-dely, asks'),
      '3:33 unknown-model: There is no model `flight-dely`. Did you mean `flight-delay`?',
    ],
    ['no kind of change', HEAD.replace('kinds: [edit], ', ''), '3:1 no-kinds: The change does not say what it does.'],
    [
      'two clocks',
      `${HEAD}now: 2026-03-02T09:00:00Z\nafterHours: 2\n`,
      '4:6 said-twice: `now` and `afterHours` say the same thing.',
    ],
    [
      'a fact there is not',
      `${HEAD}facts: { kpis: { mea: { value: 1 } } }\n`,
      '4:32 unknown-fact: there is no fact kpis.mea',
    ],
    ['a leap second', `${HEAD}now: 2016-12-31T23:59:60Z\n`, 'wrong-form'],
    ['a short offset', `${HEAD}now: 2026-03-02T09:00:00+01\n`, 'wrong-form'],
    ['an hour past all calendars', `${HEAD}afterHours: 9000000000\n`, 'wrong-value'],
    ['what is no YAML', `${HEAD}  - x: [`, 'bad-yaml'],
  ])('%s', (_, text, says) => {
    const [first = ''] = wrong(text, repository)
    expect(first).toContain(says)
    expect(first).toMatch(/ → ./)
  })
})

describe('[C3] the cases that are shown', () => {
  const cases = readdirSync('test/fixtures/cases')
  test.each(cases)('%s comes out as it says', file => {
    const read = readStory(file, readFileSync(`test/fixtures/cases/${file}`, 'utf8'))
    expect(read.story.then).toBeDefined()
    expect(unlike(read, judgeStory(read, repository))).toEqual([])
  })

  test('[A14] the README shows one as it is', () => {
    const [, ...lines] = readFileSync('test/fixtures/cases/rollback.yaml', 'utf8').split('\n')
    expect(readFileSync('README.md', 'utf8')).toContain(`\`\`\`yaml\n${lines.join('\n')}\`\`\``)
  })

  test('and whatever is expected otherwise is told', () => {
    const text = `${HEAD}events: [{ by: bo, does: approve }, { by: ana, does: approve }]\n`
    const of = (then: string) => {
      const read = readStory('case.yaml', `${text}then: ${then}\n`)
      return unlike(read, judgeStory(read, undefined))
    }
    expect(of('{ is: pending, code: asked-it-yourself, counted: [bo], review: false }')).toEqual([])
    expect(of('{ is: approved, code: denied, counted: [bo, ana], review: true }')).toEqual([
      'is is pending, not approved',
      'code is asked-it-yourself, not denied',
      'counted is bo, not bo, ana',
      'review is false, not true',
    ])
  })
})

describe('[C3] the rules of a folder, where a story says what else is known', () => {
  const story = (change: string, more: string) =>
    readStory(
      'case.yaml',
      `change: { ${change}, model: flight-delay, asks: dana, at: 2001-04-14T06:00:00Z, to: 1.1.0 }\n${more}\n`,
    )
  const facts = 'facts: { kpis: { mae: { value: 12 } }, running: { wanted: true, passed: true } }'
  const says = (change: string, more: string, supposed = {}) =>
    judgeStory(story(change, more), repository, { all: supposed })

  test('are asked of each kind, in whatever order they are told', () => {
    const order = (kinds: string) =>
      says(`kinds: [${kinds}]`, facts)
        .findings.map(({ policy, outcome, blocks }) => `${policy} ${outcome} ${blocks}`)
        .sort()
    expect(order('edit, promote')).toEqual(order('promote, edit'))
    expect(order('edit, promote').length).toBeGreaterThan(order('edit').length)
  })

  test('clear an approval that knew less of what they hold against it', () => {
    const votes = 'events: [{ by: bo, does: approve, hours: 1 }]'
    const warned = (value: number) => {
      const supposed = { kpis: { mae: { value } } }
      return says('kinds: [rollback]', `${facts}\n${votes}`, supposed).bench.against
    }
    expect(warned(12)).toEqual(expect.any(Array))
    expect(does('by: bo, does: approve, hours: 1', 'by: late, does: warn, hours: 2').ignored).toMatchObject([
      { person: 'bo', code: 'answered-worse' },
    ])
    const calm = does('by: late, does: warn', 'by: bo, does: approve, hours: 1', 'by: late, does: calm, hours: 2')
    expect(calm.counted).toMatchObject([{ person: 'bo' }])
  })

  test('a person’s own pull request has its clock from the last push, and what was asked for in Slack from when it was asked', () => {
    const events = ['by: ana, does: push, hours: 20', ...BOTH.map(vote => vote.replace('hours: 1', 'hours: 30'))]
    const own = HEAD.replace('asks: ana', 'asks: ana, door: repository')
    const verdictOf = (head: string) =>
      judgeStory(
        readStory('case.yaml', `${head}events: [${events.map(event => `{ ${event} }`).join(', ')}]\n`),
        undefined,
      ).verdict
    expect([verdictOf(HEAD).is, verdictOf(own).is]).toEqual(['expired', 'approved'])
  })

  describe('and of each part, where it has several', () => {
    const twin = { ...repository.models['flight-delay'], id: 'flight-twin' } as never
    const both = { ...repository, models: { ...repository.models, 'flight-twin': twin } }
    const parts = (
      own: string,
      more = '',
    ) => `people: { ana: [rule-owner], bo: [operations, model-validation, rule-owner] }
change:
  asks: ana
  at: 2001-04-14T06:00:00Z
  parts:
    - { kinds: [rollback], model: flight-delay, to: 1.0.0${own} }
    - { kinds: [rollback], model: flight-twin, to: 1.0.0 }
    - { kinds: [rules] }
${more}
`
    const passed = (it: string) => `{ target: { passed: ${it} } }`
    const stopped = (text: string, supposed?: Parameters<typeof judgeStory>[2]) =>
      judgeStory(readStory('case.yaml', text), both, supposed)
        .findings.filter(({ policy, blocks }) => policy === 'rollback-target-passed' && blocks)
        .map(({ model }) => model)

    test('shared facts are of all, those of a part of it alone, and those supposed win', () => {
      expect(stopped(parts('', `facts: ${passed('true')}`))).toEqual([])
      expect(stopped(parts('', `facts: ${passed('false')}`))).toEqual(['flight-delay', 'flight-twin'])
      expect(stopped(parts(`, facts: ${passed('true')}`, `facts: ${passed('false')}`))).toEqual(['flight-twin'])
      expect(stopped(parts(`, facts: ${passed('false')}`))).toEqual(['flight-delay'])
      const twin = { target: { passed: false } }
      expect(stopped(parts(''), { all: {}, of: { 'flight-twin': twin } })).toEqual(['flight-twin'])
      expect(stopped(parts(`, facts: ${passed('false')}`), { all: { target: { passed: true } } })).toEqual([])
    })

    test('one rule that stops one part stops the change', () => {
      const { verdict } = judgeStory(readStory('case.yaml', parts(`, facts: ${passed('false')}`)), both)
      expect(verdict).toMatchObject({ is: 'blocked', code: 'guardrail' })
    })

    test('facts of what is no model of the folder, and of no such name, are told by line', () => {
      expect(wrong(parts('').replace('{ kinds: [rules] }', '{ kinds: [rules], facts: {} }'), both)).toEqual([
        expect.stringMatching(/^8:\d+ no-model: Rules are asked of changes of models/),
      ])
      expect(wrong(parts(', facts: { target: { pased: true } }'), both)[0]).toContain('unknown-fact')
      expect(wrong(`${HEAD.replace('kinds: [edit]', 'parts: [{ kinds: [rules] }]')}facts: {}\n`, both)[0]).toContain(
        'no-model',
      )
    })

    test('by the command line too: `model:` in front is of that one', () => {
      const { story } = readStory('case.yaml', parts(''))
      expect(storyFactsFrom(['target.passed=false', 'flight-twin:kpis.mae.value=3'], story, both)).toEqual({
        all: { target: { passed: false } },
        of: { 'flight-delay': {}, 'flight-twin': { kpis: { mae: { value: 3 } } } },
      })
      expect(() => storyFactsFrom(['flight-twn:kpis.mae.value=3'], story, both)).toThrow('Did you mean `flight-twin`?')
    })
  })
})
