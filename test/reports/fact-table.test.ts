import { expect, test } from 'vitest'
import { ruleSections } from '../../src/reports/fact-table.ts'

const [facts, operators] = ruleSections(
  [
    { path: 'kpis.<id>.value', types: ['number'], from: 'measured', about: 'The newest.' },
    { path: 'target.order', types: ['string'], oneOf: ['older', 'newer'], from: 'change', about: 'Which way.' },
    { path: 'custom.<name>', types: ['number', 'string'], from: 'file', about: 'Your own.' },
    { path: 'model.review.days', types: ['number'], from: 'clock', about: 'Since then.' },
  ],
  [
    { operator: '!', args: [1, 1], says: 'Not.', example: '{ "!": { var: a } }' },
    { operator: '<', args: [2, 3], says: 'Smaller.', example: '{ "<": [1, { var: a }] }' },
  ],
)

test('a fact has a row with its type or its only values, and who tells it', () => {
  expect(facts?.text).toContain(`| fact | is | from | says |
|---|---|---|---|
| \`kpis.<id>.value\` | number | measured | The newest. |
| \`target.order\` | \`older\` or \`newer\` | change | Which way. |
| \`custom.<name>\` | number or text | file | Your own. |
| \`model.review.days\` | number | day | Since then. |`)
})

test('an operator has a row with how many arguments it takes, and what is missing is told below', () => {
  expect(operators?.text).toContain(`| operator | arguments | says | example |
|---|---|---|---|
| \`!\` | 1 | Not. | \`{ "!": { var: a } }\` |
| \`<\` | 2 to 3 | Smaller. | \`{ "<": [1, { var: a }] }\` |

A fact that nobody says is missing`)
})
