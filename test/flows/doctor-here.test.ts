import { expect, test } from 'vitest'
import { clockProbe, nodeProbe, spaceProbe } from '../../src/flows/doctor-here.ts'

test('[E10] a Node that is too old fails, and says which to install', () => {
  expect(nodeProbe('24.11.1', '>=24.12')).toEqual({
    name: 'node',
    outcome: 'fail',
    says: 'Kedge needs Node 24.12 or newer, and this is 24.11.1.',
    fix: 'install Node 24 (https://nodejs.org), and start the bot with it',
  })
  const outcomes = ['22.99.0', '24.12.0', '24.21.0', '25.0.0'].map(version => nodeProbe(version, '>=24.12').outcome)
  expect(outcomes).toEqual(['fail', 'pass', 'pass', 'pass'])
})

const at = new Date('2026-03-02T09:00:00Z')
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000)

test.each([
  [0, 'pass'],
  [60, 'pass'],
  [-60, 'pass'],
  [61, 'fail'],
  [-61, 'fail'],
])('[E10] a clock that is %i s off: %s', (seconds, outcome) => {
  expect(clockProbe('github-clock', 'GitHub', at, after(seconds)).outcome).toBe(outcome)
})

test('[E10] a clock that is off says by how much, and a time that was not said is unknown', () => {
  expect(clockProbe('slack-clock', 'Slack', at, after(-7 * 60))).toEqual({
    name: 'slack-clock',
    outcome: 'fail',
    says: 'The clock of this machine is 7 minutes behind Slack’s: signatures and tokens are refused.',
    fix: 'let it keep time by itself: timedatectl set-ntp true, or chrony',
  })
  expect(clockProbe('slack-clock', 'Slack', undefined, at)).toMatchObject({ outcome: 'unknown' })
})

test('[E10] a disk that is nearly full fails, and one that cannot be seen is unknown', () => {
  expect(spaceProbe({ folder: '.kedge', freeBytes: 120_000_000 })).toEqual({
    name: 'disk-space',
    outcome: 'fail',
    says: 'The disk of .kedge has 0.1 GB free.',
    fix: 'make room, or set KEDGE_DATA to a disk with more; 500 MB are the least',
  })
  expect(spaceProbe({ folder: '.kedge', freeBytes: 500_000_000 }).outcome).toBe('pass')
  expect(spaceProbe({ folder: '.kedge' }).outcome).toBe('unknown')
})
