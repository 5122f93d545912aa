import { describe, expect, test } from 'vitest'
import type { ApprovalsRule } from '../../src/approvals/approval.ts'
import type { Model } from '../../src/core/model.ts'
import type { People, Person } from '../../src/core/people.ts'
import type { Repository } from '../../src/core/repository.ts'
import type { UseCase } from '../../src/core/use-case.ts'
import { codeowners } from '../../src/reports/codeowners.ts'
import { flightDelay } from '../fixtures/flight-delay.ts'

const person = (login: string | undefined, ...roles: string[]): Person => ({
  name: 'Somebody',
  slack: 'U0A',
  ...(login === undefined ? {} : { github: { login, id: 1 } }),
  roles,
})
const PEOPLE = {
  zoe: person('zoe-acme', 'rule-keepers'),
  ana: person('ana', 'modelops'),
  bo: person('bo', 'rule-keepers', 'operations'),
  mara: person('mara'),
  gone: { ...person('gone', 'rule-keepers'), left: '2026-01-31' },
  slackonly: person(undefined, 'rule-keepers'),
  cio: person('The-Boss'),
}
const rule = (covers: ApprovalsRule['covers'], ...roles: string[]) => ({
  covers,
  needs: roles.map(role => ({ role, count: 1 })),
})

const useCase = (id: string, owner: string): UseCase => ({ kind: 'use-case', id, name: 'Some use', owner })

interface Given {
  readonly owners?: Record<string, Model['owners']>
  readonly deputies?: Model['deputies']
  readonly useCases?: Record<string, string>
  readonly approvals?: readonly ReturnType<typeof rule>[]
  readonly processOwner?: string
}

/** What stands below the comments at the top. */
function written({ owners = {}, deputies = {}, useCases = {}, approvals = [], processOwner }: Given): string[] {
  const models = Object.fromEntries(
    Object.entries(owners).map(([id, its]) => [id, { ...flightDelay, id, owners: its, deputies }]),
  )
  const people: People = {
    kind: 'people',
    id: 'people',
    because: 'of a test',
    slackTeam: 'T0',
    people: PEOPLE,
    ...(processOwner === undefined ? {} : { processOwner }),
  }
  const repository: Repository = {
    commit: 'working-tree',
    models,
    useCases: Object.fromEntries(Object.entries(useCases).map(([id, owner]) => [id, useCase(id, owner)])),
    sources: {},
    profiles: {},
    policies: { approvals },
    people,
    paths: {},
    files: {},
  }
  return codeowners(repository).trimEnd().split('\n').slice(2)
}

describe('[B11] CODEOWNERS', () => {
  test('asks the owners of a model for its file, once each, whatever the order of the file', () => {
    const owners = { compliance: 'zoe', business: 'mara', technical: 'ana', data: 'ana' }
    const lines = written({
      owners: { churn: owners, adverts: { technical: 'bo', business: 'bo' } },
      processOwner: 'cio',
    })
    expect(lines).toEqual([
      '/models/ @The-Boss',
      '/models/adverts.yaml @bo',
      '/models/churn.yaml @ana @mara @zoe-acme',
      '/policies/ @The-Boss',
      '/.github/ @The-Boss',
    ])
  })

  test('asks deputies after owners, and the owner of a use case for its file', () => {
    const owners = { churn: { business: 'mara', technical: 'ana' } }
    const lines = written({ owners, deputies: { technical: 'zoe', business: 'bo' }, useCases: { adverts: 'mara' } })
    expect(lines.slice(1, 3)).toEqual(['/models/adverts.yaml @mara', '/models/churn.yaml @ana @mara @bo @zoe-acme'])
  })

  test('asks the process owner and whoever may approve rules for the rules and the workflows', () => {
    const approvals = [rule(['rules', 'edit'], 'rule-keepers'), rule(['rollback'], 'modelops')]
    expect(written({ approvals, processOwner: 'cio' }).slice(-2)).toEqual([
      '/policies/ @The-Boss @bo @zoe-acme',
      '/.github/ @The-Boss @bo @zoe-acme',
    ])
    expect(written({ approvals }).slice(-2)).toEqual(['/policies/ @bo @zoe-acme', '/.github/ @bo @zoe-acme'])
  })

  test('leaves out who has left or is not on GitHub, and gives a file that nobody else owns to the process owner', () => {
    const owners = { churn: { technical: 'slackonly', business: 'gone' } }
    expect(written({ owners, processOwner: 'cio' })).toContain('/models/churn.yaml @The-Boss')
  })

  test('says aloud that nobody owns a file, rather than to let GitHub ask nobody silently', () => {
    expect(written({ owners: { churn: { technical: 'slackonly', business: 'nobody' } } })).toEqual([
      '# Nobody on GitHub owns /models/',
      '# Nobody on GitHub owns /models/churn.yaml',
      '# Nobody on GitHub owns /policies/',
      '# Nobody on GitHub owns /.github/',
    ])
    expect(written({ processOwner: 'slackonly' })).toContain('# Nobody on GitHub owns /policies/')
  })
})
