import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import { blocking, comparisonOf, evidenceOf, findingsOf, newest } from '../../src/flows/evidence.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

async function measured(version?: string) {
  const { world, store } = await worldOf()
  if (version !== undefined) await write(world, 'model/flight-delay', [observed(version)])
  await store.addReadings(flightReadings(world.now()))
  return world
}

describe('what is known of a model', () => {
  test('is of the version that runs, as it was observed', async () => {
    const it = await evidenceOf(await measured('1.0.0'), flightDelay)
    expect(it.version).toBe('1.0.0')
    expect(new Set(it.served.map(r => r.version))).toEqual(new Set(['1.0.0']))
    expect(it.observed).toEqual(['1.0.0'])
  })

  test('is taken to be what the file says only while nobody has looked, and then nothing counts as observed', async () => {
    const it = await evidenceOf(await measured(), flightDelay)
    expect([it.version, it.observed]).toEqual(['1.1.0', []])
  })

  test('the newest reading of each KPI is one', async () => {
    const { served } = await evidenceOf(await measured('1.1.0'), flightDelay)
    expect(newest(served).map(r => [r.kpi, r.value, r.end.slice(0, 10)])).toEqual(
      expect.arrayContaining([
        ['mae', 19.83, '2001-04-16'],
        ['unseen', 5.3, '2001-04-16'],
      ]),
    )
    expect(newest(served)).toHaveLength(4)
  })
})

describe('the other version on the same cases', () => {
  test('is compared since the first bad week of the case', async () => {
    const evidence = await evidenceOf(await measured('1.1.0'), flightDelay)
    const it = comparisonOf(flightDelay, evidence, '1.0.0', '2001-04-09T00:00:00.000Z')
    expect(it).toMatchObject({
      from: '1.1.0',
      to: '1.0.0',
      start: '2001-04-02T00:00:00.000Z',
      end: '2001-04-16T00:00:00.000Z',
    })
  })

  test('is compared over four weeks where there is no case', async () => {
    const evidence = await evidenceOf(await measured('1.1.0'), flightDelay)
    expect(comparisonOf(flightDelay, evidence, '1.0.0', undefined)?.start).toBe('2001-03-19T00:00:00.000Z')
  })

  test('is unknown without readings', async () => {
    const { world } = await worldOf()
    expect(comparisonOf(flightDelay, await evidenceOf(world, flightDelay), '1.0.0', undefined)).toBeUndefined()
  })
})

describe('findings', () => {
  test('are of the rules that apply, with what they looked at', async () => {
    const change = { kind: 'rollback', from: '1.1.0', to: '1.0.0', by: 'ana', door: 'slack' } as const
    const findings = await findingsOf(await measured('1.1.0'), flightDelay, change)
    expect(findings.map(f => [f.policy, f.outcome])).toEqual([
      ['rollback-same-cases', 'pass'],
      ['rollback-target-passed', 'pass'],
    ])
    const others = await findingsOf(await measured('1.1.0'), flightDelay, { ...change, kind: 'edit' })
    expect(others.filter(finding => !finding.ofModel)).toEqual([])
  })

  const finding = (outcome: Finding['outcome'], severity: Finding['severity'] = 'block'): Finding => ({
    policy: `${outcome} ${severity}`,
    outcome,
    severity,
    because: '',
    fix: '',
    trace: [],
  })
  test.each([
    ['promote', ['fail block', 'unknown block']],
    ['rollback', ['fail block']],
    ['hold', ['fail block']],
    ['resume', ['fail block', 'unknown block']],
  ])('that stop a %s', (kind, stopped) => {
    const all = (['pass', 'fail', 'unknown', 'waived'] as const).flatMap(outcome => [
      finding(outcome),
      finding(outcome, 'warn'),
    ])
    expect(blocking(all, kind).map(f => f.policy)).toEqual(stopped)
  })
})
