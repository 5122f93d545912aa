import { describe, expect, test } from 'vitest'
import { blockProblems, viewProblems } from '../../src/stand-ins/slack-limits.ts'

const plain = (n: number) => ({ type: 'plain_text', text: 'x'.repeat(n) })
const mrkdwn = (n: number) => ({ type: 'mrkdwn', text: 'x'.repeat(n) })
const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))
const section = (more: object) => ({ type: 'section', ...more })
const button = (more: object = {}) => ({ type: 'button', text: plain(1), ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const option = (more: object = {}) => ({ text: plain(1), value: 'v', ...more })
const select = (more: object) => actions({ type: 'static_select', ...more })
const field = (element: object) => ({ type: 'input', label: plain(1), element })
const confirm = { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) }

/** The longest that is good, the shortest that is not, and Slack's words for it. */
const limits: readonly (readonly [string, object, object, string])[] = [
  [
    'text of a section',
    section({ text: mrkdwn(3000) }),
    section({ text: mrkdwn(3001) }),
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'fields of a section',
    section({ fields: times(10, () => mrkdwn(1)) }),
    section({ fields: times(11, () => mrkdwn(1)) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'text of a field',
    section({ fields: [mrkdwn(2000)] }),
    section({ fields: [mrkdwn(2001)] }),
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'header',
    { type: 'header', text: plain(150) },
    { type: 'header', text: plain(151) },
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'text of a button',
    actions(button({ text: plain(75) })),
    actions(button({ text: plain(76) })),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'value of a button',
    actions(button({ value: 'x'.repeat(2000) })),
    actions(button({ value: 'x'.repeat(2001) })),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'address of a button',
    actions(button({ url: 'x'.repeat(3000) })),
    actions(button({ url: 'x'.repeat(3001) })),
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'action_id',
    actions(button({ action_id: 'x'.repeat(255) })),
    actions(button({ action_id: 'x'.repeat(256) })),
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'block_id',
    { type: 'divider', block_id: 'x'.repeat(255) },
    { type: 'divider', block_id: 'x'.repeat(256) },
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'elements of actions',
    actions(...times(25, () => button())),
    actions(...times(26, () => button())),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'elements of a context',
    { type: 'context', elements: times(10, () => mrkdwn(1)) },
    { type: 'context', elements: times(11, () => mrkdwn(1)) },
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'options of a menu',
    select({ options: times(100, () => option()) }),
    select({ options: times(101, () => option()) }),
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'groups of a menu',
    select({ option_groups: times(100, () => ({ label: plain(75), options: [option()] })) }),
    select({ option_groups: times(101, () => ({ label: plain(75), options: [option()] })) }),
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/option_groups]',
  ],
  [
    'value of an option',
    select({ options: [option({ value: 'x'.repeat(75) })] }),
    select({ options: [option({ value: 'x'.repeat(76) })] }),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    'text of an option',
    select({ options: [option({ text: plain(75) })] }),
    select({ options: [option({ text: plain(76) })] }),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'overflow',
    actions({ type: 'overflow', options: times(5, () => option()) }),
    actions({ type: 'overflow', options: times(6, () => option()) }),
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'checkboxes',
    actions({ type: 'checkboxes', options: times(10, () => option()) }),
    actions({ type: 'checkboxes', options: times(11, () => option()) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'title of a question',
    actions(button({ confirm })),
    actions(button({ confirm: { ...confirm, title: plain(101) } })),
    'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
  ],
  [
    'text of a question',
    actions(button({ confirm })),
    actions(button({ confirm: { ...confirm, text: plain(301) } })),
    'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'buttons of a question',
    actions(button({ confirm })),
    actions(button({ confirm: { ...confirm, deny: plain(31) } })),
    'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]',
  ],
  [
    'rows of a table',
    { type: 'table', rows: times(100, () => [{}]) },
    { type: 'table', rows: times(101, () => [{}]) },
    'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'cells of a table',
    { type: 'table', rows: [times(20, () => ({}))] },
    { type: 'table', rows: [times(21, () => ({}))] },
    'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
  ],
  [
    'markdown',
    { type: 'markdown', text: 'x'.repeat(12_000) },
    { type: 'markdown', text: 'x'.repeat(12_001) },
    'must be less than 12001 characters [json-pointer:/blocks/0/text]',
  ],
]

test.each(limits)('%s ends exactly at its limit', (_, good, bad, problem) => {
  expect(blockProblems([good], 'message')).toEqual([])
  expect(blockProblems([bad], 'message')).toEqual([problem])
})

const wrong: readonly (readonly [string, object, string])[] = [
  ['a type Slack does not know', { type: 'nonsense' }, 'unsupported type: nonsense [json-pointer:/blocks/0/type]'],
  [
    'a header in markup',
    { type: 'header', text: mrkdwn(1) },
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  ['a header without text', { type: 'header' }, 'missing required field: text [json-pointer:/blocks/0]'],
  ['an empty text', section({ text: mrkdwn(0) }), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a section with nothing', section({}), 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
  [
    'a misspelt key',
    section({ text: mrkdwn(1), accesory: button() }),
    'invalid additional property: accesory [json-pointer:/blocks/0]',
  ],
  [
    'a key of the other text type',
    section({ text: { ...mrkdwn(1), emoji: true } }),
    'invalid additional property: emoji [json-pointer:/blocks/0/text]',
  ],
  ['actions with nothing', actions(), 'must provide at least 1 item [json-pointer:/blocks/0/elements]'],
  [
    'a text field among actions',
    actions({ type: 'plain_text_input' }),
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a button in no colour',
    actions(button({ style: 'blue' })),
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'two buttons of one id',
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    '`action_id` a already exists [json-pointer:/blocks/0/elements]',
  ],
  [
    'a picture without words',
    { type: 'image', image_url: 'https://x.test/a.png' },
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'a picture of nothing',
    { type: 'image', alt_text: 'a' },
    'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
  ],
  [
    'a menu without choices',
    select({}),
    'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a button in a context',
    { type: 'context', elements: [button()] },
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
]

test.each(wrong)('%s is refused', (_, block, problem) => {
  expect(blockProblems([block], 'message')).toEqual([problem])
})

test('a message has at most 50 blocks, a modal and a Home 100, and no two of one id', () => {
  const dividers = (n: number) => times(n, () => ({ type: 'divider' }))
  expect(blockProblems(dividers(50), 'message')).toEqual([])
  expect(blockProblems(dividers(51), 'message')).toEqual(['no more than 50 items allowed [json-pointer:/blocks]'])
  expect(blockProblems(dividers(100), 'modal')).toEqual([])
  expect(blockProblems(dividers(101), 'home')).toEqual(['no more than 100 items allowed [json-pointer:/view/blocks]'])
  const twins = times(2, () => ({ type: 'divider', block_id: 'b' }))
  expect(blockProblems(twins, 'message')).toEqual(['`block_id` b already exists [json-pointer:/blocks]'])
  expect(blockProblems('text', 'message')).toEqual(['expected an array [json-pointer:/blocks]'])
})

test('the same action in several blocks is fine', () => {
  const twice = times(2, () => actions(button({ action_id: 'approve' })))
  expect(blockProblems(twice, 'message')).toEqual([])
})

describe('a view', () => {
  const modal = { type: 'modal', title: plain(24), blocks: [] as object[] }
  test('has short titles and bounded notes', () => {
    expect(viewProblems({ ...modal, submit: plain(24), close: plain(24), private_metadata: 'x'.repeat(3000) })).toEqual(
      [],
    )
    const long = {
      title: plain(25),
      submit: plain(25),
      close: plain(25),
      private_metadata: 'x'.repeat(3001),
      callback_id: 'x'.repeat(256),
    }
    expect(viewProblems({ ...modal, ...long })).toEqual([
      'must be less than 25 characters [json-pointer:/view/title/text]',
      'must be less than 25 characters [json-pointer:/view/submit/text]',
      'must be less than 25 characters [json-pointer:/view/close/text]',
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ])
  })

  test('with a field to fill in has a button to submit it', () => {
    const blocks = [field({ type: 'plain_text_input', max_length: 3001 })]
    expect(viewProblems({ ...modal, blocks })).toEqual([
      'missing required field: submit [json-pointer:/view]',
      'must be less than 3001 [json-pointer:/view/blocks/0/element/max_length]',
    ])
  })

  test('begins with one of its options, with a text it would take, and with a day that is one', () => {
    const begun = (element: object) => viewProblems({ ...modal, submit: plain(1), blocks: [field(element)] })
    const menu = { type: 'static_select', option_groups: [{ label: plain(1), options: [option()] }] }
    expect(begun({ ...menu, initial_option: option() })).toEqual([])
    expect(begun({ ...menu, initial_option: option({ value: 'w' }) })).toEqual([
      'no match found in options [json-pointer:/view/blocks/0/element/initial_option]',
    ])
    expect(begun({ type: 'plain_text_input', max_length: 3, initial_value: 'four' })).toEqual([
      'must be no longer than max_length [json-pointer:/view/blocks/0/element/initial_value]',
    ])
    expect(begun({ type: 'datepicker', initial_date: '2001-04-16' })).toEqual([])
    expect(begun({ type: 'datepicker', initial_date: 'tomorrow' })).toEqual([
      'must be a valid date [json-pointer:/view/blocks/0/element/initial_date]',
    ])
  })

  test('has no tables, and a modal has a title', () => {
    expect(viewProblems({ type: 'home', blocks: [{ type: 'table', rows: [[{}]] }] })).toEqual([
      'unsupported type: table [json-pointer:/view/blocks/0/type]',
    ])
    expect(viewProblems({ type: 'modal', blocks: [] })).toEqual(['missing required field: title [json-pointer:/view]'])
    expect(viewProblems(undefined)).toEqual(['expected an object [json-pointer:/view]'])
  })
})

test('[E8] a message of more letters than Slack takes in all is refused, and a view of as many is not', () => {
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2900) } }
  const blocks = [section, section, section, section]
  expect(blockProblems(blocks.slice(1), 'message')).toEqual([])
  expect(blockProblems(blocks, 'message')).toEqual(['no more than 11000 letters allowed in all [json-pointer:/blocks]'])
  expect(blockProblems(blocks, 'home')).toEqual([])
})
