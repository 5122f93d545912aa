import { expect, test } from 'vitest'
import { sealOf } from '../../src/core/change-state.ts'
import type { Bodies } from '../../src/core/event-bodies.ts'
import { problem } from '../../src/core/problem.ts'
import { askedAnew } from '../../src/reports/change-words.ts'
import { asked, foldOf, openedPull, sealed, voted } from '../fixtures/change.ts'
import { repository, words } from '../fixtures/world.ts'

const change = foldOf([asked(), openedPull, sealed, voted('bo'), voted('chen')])
const before = sealOf(change)?.body as Bodies['change.sealed']
const moved = (pins: Partial<typeof before.pins>) => ({ ...before, seal: 'other', pins: { ...before.pins, ...pins } })
const said = (pins: Partial<typeof before.pins>, it = change) => words(askedAnew(it, before, moved(pins), repository))

test('who voted is asked again by name, and told what moved', () => {
  expect(said({ head: 'b'.repeat(40) })).toMatchInlineSnapshot(`
    "┃ Asked anew. The request has changed: the pull request has a new commit (aaaaaaa → bbbbbbb). Votes so far were for what it was. @Bo Lindqvist, @Chen Wei: please look again.
    ┃
    ┃ · Now at bbbbbbb."
  `)
})

test.each([
  [{ base: 'next' }, 'it goes to next now, not main.'],
  [{ blobs: { 'models/flight-delay.yaml': '1' } }, 'the files it changes have changed on the base.'],
  [{ policies: 'p' }, 'the rules have changed.'],
  [{ policies: 'p', head: 'b'.repeat(40) }, 'and the rules have changed.'],
])('%j', (pins, says) => {
  expect(said(pins)).toContain(says)
})

test('the same files in another order have not moved', () => {
  const two = { ...before, pins: { ...before.pins, blobs: { a: '1', b: '2' } } }
  const turned = { ...two, pins: { ...two.pins, blobs: { b: '2', a: '1' }, policies: 'p' } }
  expect(words(askedAnew(change, two, turned, repository))).not.toContain('base.')
})

test('[C5] behind the main branch they are told what has to be done first', () => {
  const behind = problem('behind-main', 'It is behind.', 'Press `Update branch`.', { file: 'models/flight-delay.yaml' })
  const after = { ...moved({ blobs: { 'models/flight-delay.yaml': '1' } }), problems: [behind] }
  expect(words(askedAnew(change, before, after, repository))).toMatchInlineSnapshot(`
    "┃ Behind the main branch. The request has changed: the files it changes have changed on the base. Votes so far were for what it was. @Bo Lindqvist, @Chen Wei: please look again when the branch is updated.
    ┃
    ┃ · fix: Press Update branch.
    ┃
    ┃ · Now at aaaaaaa."
  `)
})

test('where nobody had voted, no votes are spoken of', () => {
  expect(said({ policies: 'p' }, foldOf([asked(), openedPull, sealed]))).not.toContain('Votes')
})
