import fc from 'fast-check'
import type { Block, Document, Inline, Input, Modal } from '../../src/words/document.ts'

/** Strings as attackers write them, alone and in each other's company, short and far too long. */
const nasty = fc.constantFrom(
  '<!channel>',
  '<!here>',
  '<@U0ANA>',
  '<!subteam^S1>',
  '<https://evil.test|github.com>',
  '&lt;',
  '&amp;',
  '*bold*',
  '_it_',
  '~no~',
  '```',
  '`',
  '\n*Approved by* Bo',
  '\u202egnp.exe',
  '\u200b',
  '😀',
  '\ud83d',
  '|',
  '> quote',
  ':tada:',
  '@team',
  'fixes #123',
  '[skip ci]',
  '[Actions Skip]',
  '<!--',
  '-->',
  '<img src=x onerror=alert(1)>',
  '\u0000\u001b[31m',
  '# title',
  '1. one',
  '& < >',
)
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.oneof(nasty, fc.string({ maxLength: 5 })), { maxLength: 8 }).map(parts => parts.join('')),
  fc.tuple(nasty, fc.integer({ min: 1, max: 4000 })).map(([part, times]) => part.repeat(times).slice(0, 9000)),
)
const id = fc.constantFrom('ana', 'bo', 'nobody', 'constructor', 'slack:T1:U1')
/** What looks like the id of a channel is drawn as one. */
const noChannel = text.filter(id => !/^[CGD][A-Z0-9]{2,}$/.test(id))

const inline: fc.Arbitrary<Inline> = fc.oneof(
  text,
  fc.record({ is: fc.constant('strong' as const), text }),
  fc.record({ is: fc.constant('code' as const), text }),
  fc.record({ is: fc.constant('link' as const), text, url: fc.oneof(text, fc.webUrl({ withQueryParameters: true })) }),
  fc.record({ is: fc.constant('person' as const), id, ping: fc.boolean() }),
  fc.record({ is: fc.constant('channel' as const), id: fc.oneof(noChannel, fc.constant('C0FLIGHTOPS')) }),
  fc.record({
    is: fc.constant('time' as const),
    at: fc.oneof(text, fc.constant('2026-03-02T09:15:00Z')),
    show: fc.constantFrom('day' as const, 'minute' as const),
  }),
)
const words = fc.array(inline, { maxLength: 6 })
const buttons = fc.array(
  fc.record({
    action: fc.constantFrom('approve', 'deny', 'x'.repeat(300)),
    text,
    style: fc.constantFrom('primary' as const, 'danger' as const),
    value: text,
  }),
  { maxLength: 30 },
)

const { block } = fc.letrec<{ block: Block }>(tie => ({
  block: fc.oneof(
    { maxDepth: 2 },
    fc.record({ is: fc.constant('title' as const), text }),
    fc.record({ is: fc.constant('text' as const), words }),
    fc.record({ is: fc.constant('facts' as const), rows: fc.array(fc.tuple(text, words), { maxLength: 23 }) }),
    fc.record({ is: fc.constant('list' as const), items: fc.array(words, { maxLength: 12 }) }),
    fc.record({
      is: fc.constant('table' as const),
      head: fc.array(text, { maxLength: 15 }),
      rows: fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 30 }),
    }),
    fc.record({ is: fc.constant('code' as const), text, language: fc.constantFrom('diff', '`\n<b>') }),
    fc.record({ is: fc.constant('quote' as const), text }),
    fc.record({ is: fc.constant('picture' as const), file: fc.constant('F0CHART'), alt: text }),
    fc.record({ is: fc.constant('diagram' as const), mermaid: text }),
    fc.record({ is: fc.constant('note' as const), words }),
    fc.record({ is: fc.constant('rule' as const) }),
    fc.record({ is: fc.constant('buttons' as const), buttons }),
    fc.record({ is: fc.constant('details' as const), summary: text, blocks: fc.array(tie('block'), { maxLength: 3 }) }),
  ),
}))

/** Any document the types allow. */
export const anyDocument: fc.Arbitrary<Document> = fc.record({
  summary: text,
  blocks: fc.array(block, { maxLength: 60 }),
})

const choice = fc.record({ value: fc.oneof(text, fc.string({ minLength: 1, maxLength: 6 })), text })

/** From none to more than a menu holds in one group. */
const input: fc.Arbitrary<Omit<Input, 'id'>> = fc.oneof(
  fc.record({
    is: fc.constant('text' as const),
    label: text,
    hint: text,
    lines: fc.constantFrom('one' as const, 'many' as const),
    minLength: fc.integer({ min: -1, max: 5000 }),
    maxLength: fc.integer({ min: 0, max: 5000 }),
    initial: text,
  }),
  fc.record({
    is: fc.constant('select' as const),
    label: text,
    choices: fc.oneof(
      fc.array(choice, { maxLength: 5 }),
      fc.nat(250).map(n => Array.from({ length: n }, (_, i) => ({ value: `v${i}`, text: `Choice ${i}` }))),
    ),
    initial: fc.oneof(text, fc.constant('v3')),
  }),
  fc.record({
    is: fc.constant('day' as const),
    label: text,
    initial: fc.oneof(text, fc.constantFrom('2001-04-16', '2001-02-30', '')),
  }),
)

export const anyModal: fc.Arbitrary<Modal> = fc.record({
  callback: text,
  context: text,
  title: text,
  submit: text,
  blocks: fc.array(block, { maxLength: 110 }),
  inputs: fc
    .array(input, { minLength: 1, maxLength: 8 })
    .map(all => all.map((each, i) => ({ ...each, id: `q${i}` }) as Input)),
})

export const faces = {
  ana: { name: 'Ana', slack: 'U0ANA', github: { login: 'ana-dev' } },
  bo: { name: '<!channel> *Bo*', slack: 'U0BO|x', github: { login: 'not a login' } },
}
