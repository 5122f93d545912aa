import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columns } from '../../src/reports/clean.ts'
import { plain } from '../../src/reports/plain.ts'
import { code, type Document, link, minute, person, ping, strong } from '../../src/words/document.ts'
import { anyDocument, faces } from './document-arbitrary.ts'

const card: Document = {
  summary: 'flight-delay breaches its limit',
  blocks: [
    { is: 'title', text: 'Flight delay forecast: mean error above its limit' },
    {
      is: 'text',
      words: [
        'Mean error is ',
        strong('21.7 min'),
        ' at ',
        minute('2001-04-08T09:15:00Z'),
        '; the limit is 18.5 min. ',
        ping('ana'),
        ' owns it, ',
        person('ana'),
        ' knows, ',
        link('run 7', 'https://ci.test/7'),
        '.',
      ],
    },
    {
      is: 'facts',
      rows: [
        ['Model', [code('flight-delay')]],
        ['Since', ['two weeks in a row, which is longer than this line is wide, so that it goes on below']],
      ],
    },
    { is: 'list', items: [['more flights fly routes the model never saw'], ['日本 and 😀']] },
    {
      is: 'table',
      head: ['version', 'mae', 'caught'],
      rows: [
        ['1.0.0', '20.6', '16 %'],
        ['1.1.0', '21.7', '41 %'],
      ],
    },
    { is: 'code', text: '-  version: 1.1.0\n+  version: 1.0.0', language: 'diff' },
    { is: 'quote', text: 'precision fell\nand fell' },
    { is: 'picture', file: 'F1', alt: 'MAE by week' },
    { is: 'note', words: ['measured weekly'] },
    {
      is: 'buttons',
      buttons: [
        { action: 'rollback', text: 'Roll back to 1.0.0', value: 'x' },
        { action: 'take', text: "It's mine", value: 'x' },
      ],
    },
    { is: 'details', summary: 'What was judged', blocks: [] },
  ],
}

test('a card in the terminal looks like this', () => {
  expect(`\n${plain(card, faces, { width: 64 })}\n`).toMatchInlineSnapshot(`
    "
    ┃ Flight delay forecast: mean error above its limit
    ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ Mean error is 21.7 min at 8 April 2001, 09:15 UTC; the limit
    ┃ is 18.5 min. @Ana owns it, Ana knows, run 7
    ┃ (https://ci.test/7).
    ┃
    ┃ Model  flight-delay
    ┃ Since  two weeks in a row, which is longer than this line is
    ┃        wide, so that it goes on below
    ┃
    ┃ • more flights fly routes the model never saw
    ┃ • 日本 and 😀
    ┃
    ┃ version   mae  caught
    ┃ ───────  ────  ──────
    ┃ 1.0.0    20.6    16 %
    ┃ 1.1.0    21.7    41 %
    ┃
    ┃     -  version: 1.1.0
    ┃     +  version: 1.0.0
    ┃
    ┃ │ precision fell
    ┃ │ and fell
    ┃
    ┃ [ picture: MAE by week ]
    ┃
    ┃ · measured weekly
    ┃
    ┃ [ Roll back to 1.0.0 ] [ It's mine ]
    ┃
    ┃ ▸ What was judged
    "
  `)
})

test('what has no blocks is its summary', () => {
  expect(plain({ summary: 'all quiet', blocks: [] }, faces)).toBe('┃ all quiet')
})

test('wide letters keep tables aligned', () => {
  expect(columns('日本😀e\u0301')).toBe(7)
})

test('no document moves the cursor, colours anything or leaves the bar', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const text = plain(document, faces)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
      for (const each of text.split('\n')) expect(each.startsWith('┃')).toBe(true)
    }),
    { numRuns: 100 },
  )
})
