import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lettersOf, slackMessage, slackModal } from '../../src/reports/slack-blocks.ts'
import {
  type Block,
  code,
  type Document,
  day,
  link,
  type Modal,
  minute,
  person,
  ping,
  strong,
} from '../../src/words/document.ts'
import { homeWrongs, messageWrongs, viewWrongs } from '../fixtures/safe-words.ts'
import { anyDocument, anyModal, faces } from './document-arbitrary.ts'

const rowOf = (value: string): Block => ({ is: 'buttons', buttons: [{ action: 'take', text: 'Take', value }] })
const of = (...blocks: Block[]) => slackMessage({ summary: 'x', blocks }, faces).blocks
const textOf = (...blocks: Block[]) => (of(...blocks)[0] as { text?: { text: string } }).text?.text

describe('a document in Slack', () => {
  test('looks like this', () => {
    const document: Document = {
      summary: 'flight-delay breaches its limit',
      blocks: [
        { is: 'title', text: 'Flight delay forecast breaches' },
        {
          is: 'text',
          words: [
            'Mean error is ',
            strong('21.7 min'),
            ' since ',
            day('2001-04-08T00:00:00Z'),
            ', see ',
            link('run 7', 'https://ci.test/7?a=1&b=2'),
            '. ',
            ping('ana'),
            ' owns it, ',
            person('ana'),
            ' knows.',
          ],
        },
        {
          is: 'facts',
          rows: [
            ['Model', [code('flight_delay')]],
            ['At', [minute('2001-04-08T09:15:00Z')]],
          ],
        },
        { is: 'list', items: [['one'], ['two']] },
        {
          is: 'table',
          head: ['version', 'mae'],
          rows: [
            ['1.0.0', '20.6'],
            ['1.1.0', '9'],
          ],
        },
        { is: 'quote', text: 'first\nApproved by Bo' },
        { is: 'picture', file: 'F1', alt: 'MAE by week' },
        { is: 'diagram', mermaid: 'graph TD' },
        { is: 'details', summary: 'more', blocks: [{ is: 'rule' }] },
        { is: 'note', words: ['measured weekly'] },
        { is: 'rule' },
        {
          is: 'buttons',
          buttons: [{ action: 'rollback', text: 'Roll back to 1.0.0', style: 'danger', value: 'case/1' }],
        },
      ],
    }
    expect(slackMessage(document, faces)).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "text": {
              "emoji": false,
              "text": "Flight delay forecast breaches",
              "type": "plain_text",
            },
            "type": "header",
          },
          {
            "text": {
              "text": "Mean error is *21.7 min* since 8 April 2001, see <https://ci.test/7?a=1&amp;b=2|run 7>. <@U0ANA> owns it, Ana knows.",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "fields": [
              {
                "text": "*Model*
      \`flight_delay\`",
                "type": "mrkdwn",
                "verbatim": true,
              },
              {
                "text": "*At*
      8 April 2001, 09:15 UTC",
                "type": "mrkdwn",
                "verbatim": true,
              },
            ],
            "type": "section",
          },
          {
            "text": {
              "text": "• one
      • two",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "text": {
              "text": "\`\`\`
      version   mae
      ───────  ────
      1.0.0    20.6
      1.1.0       9
      \`\`\`",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "text": {
              "text": ">first
      >Approved by Bo",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "alt_text": "MAE by week",
            "slack_file": {
              "id": "F1",
            },
            "type": "image",
          },
          {
            "elements": [
              {
                "text": "measured weekly",
                "type": "mrkdwn",
                "verbatim": true,
              },
            ],
            "type": "context",
          },
          {
            "type": "divider",
          },
          {
            "elements": [
              {
                "action_id": "kedge:rollback",
                "style": "danger",
                "text": {
                  "emoji": false,
                  "text": "Roll back to 1.0.0",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "case/1",
              },
            ],
            "type": "actions",
          },
        ],
        "text": "flight-delay breaches its limit",
      }
    `)
  })

  test('with a reason to write is a modal', () => {
    const modal: Modal = {
      callback: 'rollback',
      context: 'case/1',
      title: 'Roll back to 1.0.0',
      submit: 'Ask',
      blocks: [],
      inputs: [
        {
          is: 'text',
          id: 'reason',
          label: 'Why?',
          hint: 'Everybody will read it.',
          lines: 'many',
          minLength: 10,
          maxLength: 500,
        },
      ],
    }
    expect(slackModal(modal, faces)).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "block_id": "reason",
            "element": {
              "action_id": "reason",
              "max_length": 500,
              "min_length": 10,
              "multiline": true,
              "type": "plain_text_input",
            },
            "hint": {
              "emoji": false,
              "text": "Everybody will read it.",
              "type": "plain_text",
            },
            "label": {
              "emoji": false,
              "text": "Why?",
              "type": "plain_text",
            },
            "type": "input",
          },
        ],
        "callback_id": "rollback",
        "close": {
          "emoji": false,
          "text": "Cancel",
          "type": "plain_text",
        },
        "private_metadata": "case/1",
        "submit": {
          "emoji": false,
          "text": "Ask",
          "type": "plain_text",
        },
        "title": {
          "emoji": false,
          "text": "Roll back to 1.0.0",
          "type": "plain_text",
        },
        "type": "modal",
      }
    `)
  })
})

describe('text from people, YAML and readings says nothing else in Slack', () => {
  test.each([
    ['<!channel> <!here> <@U1> <!subteam^S1>', '&lt;!channel&gt; &lt;!here&gt; &lt;@U1&gt; &lt;!subteam^S1&gt;'],
    ['<https://evil.test|github.com>', '&lt;https://evil.test|github.com&gt;'],
    ['&lt; & &amp;', '&amp;lt; &amp; &amp;amp;'],
    ['*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
    ['flight_delay_v2 2*3', 'flight_delay_v2 2*3'],
    ['ok\n*Approved by* Bo', 'ok ∗Approved by∗ Bo'],
    ['> said Bo', '› said Bo'],
    [':white_check_mark: done at 09:15:30', '∶white_check_mark: done at 09:15:30'],
    ['\u202egnp.exe\u2066', 'gnp.exe'],
    ['ap\u200bprove\ufeff', 'approve'],
    ['a\u2028b\u0000\u001b[31m', 'a b[31m'],
    ['half \ud83d of it', 'half \ufffd of it'],
  ])('%j', (written, shown) => {
    expect(textOf({ is: 'text', words: [written] })).toBe(shown)
  })

  test('nor in code, where backticks would end it', () => {
    expect(textOf({ is: 'text', words: [code('a`b <!here>')] })).toBe('`aˋb &lt;!here&gt;`')
    expect(textOf({ is: 'code', text: '-a: 1\n```\n<!here>' })).toBe('```\n-a: 1\nˋˋˋ\n&lt;!here&gt;\n```')
  })

  test('nor in a link, which must lead to the web', () => {
    expect(textOf({ is: 'text', words: [link('a|b>', 'https://x.test/|<>&')] })).toBe(
      '<https://x.test/%7C%3C%3E&amp;|a¦b&gt;>',
    )
    expect(textOf({ is: 'text', words: [link('click', 'javascript:alert(1)')] })).toBe('click')
  })

  test('nor as a name, and only a pinged person of ours is mentioned', () => {
    const words = [ping('ana'), ' ', person('ana'), ' ', ping('bo'), ' ', ping('constructor')]
    expect(textOf({ is: 'text', words })).toBe('<@U0ANA> Ana &lt;!channel&gt; ∗Bo∗ constructor')
  })

  test('[attack 57] nor does Slack make links and mentions of what looks like them', () => {
    expect(of({ is: 'text', words: ['@channel https://evil.test'] })).toMatchObject([{ text: { verbatim: true } }])
    expect(JSON.stringify(slackMessage({ summary: 'x', blocks: [] }, faces))).not.toMatch(/link_names|parse/)
  })
})

describe('what is too long', () => {
  test('[attack 58] is cut with …, never inside an entity, a pair of surrogates, a link or a mention', () => {
    const long = (unit: string) => textOf({ is: 'text', words: [unit.repeat(3000)] }) ?? ''
    expect(long('&')).toMatch(/^(&amp;)+…$/)
    expect(long('x😀')).toMatch(/^(x😀)+x?…$/u)
    expect(textOf({ is: 'text', words: ['x'.repeat(2995), link('see', 'https://x.test/')] })).toMatch(/x…$/)
    expect(textOf({ is: 'text', words: ['x'.repeat(2995), ping('ana')] })).toMatch(/x…$/)
    expect(textOf({ is: 'text', words: ['x'.repeat(2900), strong('y'.repeat(300))] })).toMatch(/x\*y+…\*$/)
  })

  test('in blocks ends with a note that says so', () => {
    const blocks = of(...Array.from({ length: 60 }, (): Block => ({ is: 'rule' })))
    expect(blocks).toHaveLength(50)
    expect(blocks.at(-1)).toMatchObject({
      type: 'context',
      elements: [{ text: '… 11 more parts do not fit into one message.' }],
    })
  })

  test('in blocks keeps the last buttons', () => {
    const [rules, row] = [Array.from({ length: 60 }, (): Block => ({ is: 'rule' })), rowOf('a')]
    const blocks = of(...rules, row, rowOf('b'))
    expect(blocks).toHaveLength(50)
    expect(blocks.slice(-3).map(({ type }) => type)).toEqual(['context', 'actions', 'actions'])
    expect(blocks.at(-3)).toMatchObject({ elements: [{ text: '… 13 more parts do not fit into one message.' }] })
    expect(of(...Array.from({ length: 60 }, () => row))).toHaveLength(50)
  })

  test('as a table goes on in the next section', () => {
    const rows = Array.from({ length: 200 }, (_, n) => [`model-${n}`, String(n)])
    const sections = of({ is: 'table', head: ['model', 'n'], rows })
    expect(sections.length).toBeGreaterThan(1)
    expect(JSON.stringify(sections)).toContain('model-199')
  })

  test('or of one name becomes rows of buttons', () => {
    const button = (value: string) => ({ action: 'take', text: 'Take', value })
    expect(of({ is: 'buttons', buttons: [button('a'), button('b')] })).toHaveLength(2)
  })
})

test('[E8] [attack 57] no document breaks a limit, splits an entity or says what it must not', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      expect(messageWrongs(document, faces)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('[E8] no modal breaks a limit', () => {
  fc.assert(
    fc.property(anyModal, modal => {
      expect(viewWrongs(slackModal(modal, faces))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('[E3] [E8] no Home breaks a limit', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      expect(homeWrongs(document, faces)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('[E8] a message stays within what Slack takes of all blocks together, and keeps what people act by', () => {
  const long = 'a rule that is not kept, and why that is so '.repeat(20)
  const blocks: Block[] = [
    { is: 'title', text: 'Edit 30 files' },
    { is: 'text', words: ['Asked for by ', person('ana')] },
    { is: 'list', items: Array.from({ length: 30 }, (_, i) => [`${i} ${long}`]) },
    { is: 'code', text: long },
    { is: 'note', words: ['Seal 8a4f'] },
    { is: 'buttons', buttons: [{ action: 'approve', text: 'Approve', value: 'x' }] },
  ]
  const drawn = of(...blocks)
  expect(messageWrongs({ summary: 'x', blocks }, faces)).toEqual([])
  const all = JSON.stringify(drawn)
  for (const kept of ['Edit 30 files', 'Asked for by', '0 a rule', 'Seal 8a4f', 'Approve']) expect(all).toContain(kept)
  expect(all).toMatch(/… \d+ more parts do not fit into one message/)
  expect(all).not.toContain('29 a rule')
  const acted: Block = { is: 'list', items: [['✗ a rule that refuses it']], acted: true }
  expect(JSON.stringify(of(...blocks, acted))).toContain('✗ a rule that refuses it')
  const short = of(...blocks.filter(({ is }) => is !== 'list'))
  expect(JSON.stringify(short)).not.toContain('do not fit')
})

test('[E8] of one part alone that does not fit is told as of one', () => {
  const texts = Array.from({ length: 30 }, (): Block => ({ is: 'text', words: ['x'.repeat(2000)] }))
  const notes = Array.from({ length: 45 }, (_, n) => JSON.stringify(of(...texts.slice(0, n))))
  const first = notes.find(note => note.includes('not fit into one message'))
  expect(first).toContain('… 1 more part does not fit into one message.')
})

test('[E2] [attack 58] what people act by outlives all that only tells, whatever it is and wherever it stands', () => {
  const long = 'what somebody wrote, at some length '.repeat(80)
  const acted: Block[] = [
    { is: 'list', items: [['who must say yes']], acted: true },
    { is: 'quote', text: 'why it is asked', acted: true },
    { is: 'code', text: '+ limit: 9999', acted: true },
    { is: 'note', words: ['Sealed: 8a4f'], acted: true },
  ]
  const telling: Block[] = [
    { is: 'quote', text: long },
    { is: 'list', items: [[long]] },
    { is: 'code', text: long },
    { is: 'facts', rows: [['Model', [long]]] },
    { is: 'note', words: [long] },
    { is: 'text', words: [long] },
  ]
  const all = JSON.stringify(of(...telling, ...acted, ...telling.filter(({ is }) => is === 'text')))
  for (const kept of ['who must say yes', 'why it is asked', 'limit: 9999', 'Sealed: 8a4f']) expect(all).toContain(kept)
  expect(all).toMatch(/… \d+ more parts do not fit into one message/)
})

test('[E8] [attack 58] letters are counted as they will be sent, in all texts of a block', () => {
  expect(lettersOf([{ is: 'text', words: ['a & b'] }], faces)).toBe('a &amp; b'.length)
  expect(lettersOf([{ is: 'list', items: [['one'], ['two']] }], faces)).toBe('• one\n• two'.length)
  expect(lettersOf([rowOf('a')], faces)).toBe('Take'.length)
  expect(lettersOf([{ is: 'diagram', mermaid: 'graph TD' }], faces)).toBe(0)
})
