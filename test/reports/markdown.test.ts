import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdown } from '../../src/reports/markdown.ts'
import { type Block, code, type Document, link, minute, person, ping, strong } from '../../src/words/document.ts'
import { anyDocument, faces } from './document-arbitrary.ts'

const of = (...blocks: Block[]) => markdown({ summary: 'x', blocks }, faces)
const said = (text: string) => of({ is: 'text', words: [text] })

test('a document on GitHub looks like this', () => {
  const document: Document = {
    summary: 'Roll back flight-delay',
    blocks: [
      { is: 'title', text: 'Roll back flight_delay to 1.0.0' },
      {
        is: 'text',
        words: [
          ping('ana'),
          ' asked, ',
          person('ana'),
          ' knows: ',
          strong('21.7 min'),
          ', ',
          link('run 7', 'https://ci.test/7?a=(1)&b=2'),
          '.',
        ],
      },
      {
        is: 'facts',
        rows: [
          ['Model', [code('flight-delay')]],
          ['At', [minute('2001-04-08T09:15:00Z')]],
        ],
      },
      { is: 'list', items: [['one'], ['two']] },
      { is: 'table', head: ['version', 'mae'], rows: [['1.0.0', '20.6'], ['a|b']] },
      { is: 'code', text: '-  version: 1.1.0\n+  version: 1.0.0', language: 'diff' },
      { is: 'quote', text: 'too many\nmissed' },
      { is: 'picture', file: 'F1', alt: 'MAE by week' },
      { is: 'diagram', mermaid: 'xychart-beta\n  line [1, 2]' },
      { is: 'details', summary: 'What was judged', blocks: [{ is: 'text', words: ['all'] }] },
      { is: 'rule' },
      { is: 'note', words: ['measured weekly'] },
      { is: 'buttons', buttons: [{ action: 'approve', text: 'Approve', value: 'x' }] },
    ],
  }
  expect(markdown(document, faces)).toMatchInlineSnapshot(`
    "### Roll back flight_delay to 1.0.0

    @ana-dev asked, Ana knows: **21.7 min**, [run 7](https://ci.test/7?a=%281%29&b=2).

    - **Model:** \`flight-delay\`
    - **At:** 8 April 2001, 09:15 UTC

    - one
    - two

    | version | mae |
    | --- | --- |
    | 1.0.0 | 20.6 |
    | a\\|b |   |

    \`\`\`diff
    -  version: 1.1.0
    +  version: 1.0.0
    \`\`\`

    > too many  
    > missed

    _MAE by week_

    \`\`\`mermaid
    xychart-beta
      line [1, 2]
    \`\`\`

    <details><summary>What was judged</summary>

    all

    </details>

    ---

    <sub>measured weekly</sub>"
  `)
})

describe('text from people, YAML and readings does nothing on GitHub', () => {
  test.each([
    ['@team please', '@&#8203;team please'],
    ['fixes #123, GH-7', 'fixes #&#8203;123, GH-&#8203;7'],
    ['closes https://github.com/o/r/issues/1', 'closes https:/&#8203;/github.com/o/r/issues/1'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['<!-- kedge -->', '&lt;!-- kedge --&gt;'],
    ['a\n\n# Approved by Bo', 'a # Approved by Bo'],
    ['# title', '\\# title'],
    ['1. one', '1&#8203;. one'],
    ['- [x] done', '\\- \\[x\\] done'],
    ['![i](https://evil.test)', '!\\[i\\](https:/&#8203;/evil.test)'],
    ['*b* _i_ ~~s~~ `c` a*b*c', '\\*b\\* \\_i\\_ \\~\\~s\\~\\~ \\`c\\` a\\*b\\*c'],
    ['flight_delay_v2', 'flight_delay_v2'],
    [':shipit: 09:15:30', ':&#8203;shipit: 09:15:30'],
    ['$x$', '\\$x\\$'],
    ['&lt;', '&amp;lt;'],
    ['\u202eabc\u200b', 'abc'],
  ])('%j', (written, shown) => {
    expect(said(written)).toBe(shown)
  })

  test('[attack 59] code is fenced by more backticks than it holds', () => {
    expect(of({ is: 'code', text: 'a\n````\n@team\n```', language: 'diff\n```' })).toBe(
      '`````diff\na\n````\n@team\n```\n`````',
    )
    expect(of({ is: 'text', words: [code('a``b')] })).toBe('```a``b```')
    expect(of({ is: 'text', words: [code('`a`')] })).toBe('`` `a` ``')
  })

  test('a quote keeps its lines to itself', () => {
    expect(of({ is: 'quote', text: 'one\n\n# two' })).toBe('> one  \n>   \n> \\# two')
  })

  test('links lead to the web, and only pinged people with a login are mentioned', () => {
    expect(of({ is: 'text', words: [link('x](y)', 'javascript:alert(1)')] })).toBe('x\\](y)')
    expect(of({ is: 'text', words: [ping('ana'), ' ', ping('bo'), ' ', person('ana')] })).toBe(
      '@ana-dev &lt;!channel&gt; \\*Bo\\* Ana',
    )
  })
})

test('what is too long ends with a note', () => {
  const blocks = Array.from({ length: 5 }, (_, n): Block => ({ is: 'code', text: `${n}`.repeat(20_000) }))
  const text = of(...blocks, { is: 'text', words: ['the end'] })
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toMatch(/The rest is left out[^\n]*$/)
  expect(text).toContain('2222')
  expect(text).not.toContain('the end')
})

/** Our own tags, and what stands in code, which GitHub shows as it is. */
const harmless = /<\/?(?:details|summary|sub)>/g
const prosaic = (block: Block): boolean =>
  !['code', 'diagram'].includes(block.is) && (block.is !== 'details' || block.blocks.every(prosaic))

test('[attack 59] no document is too long, holds HTML, a mention or a number that GitHub would follow', () => {
  const holdsCode = (block: Block) => JSON.stringify(block).includes('"is":"code"')
  fc.assert(
    fc.property(anyDocument, document => {
      expect(markdown(document, faces).length).toBeLessThanOrEqual(65_536)
      const blocks = document.blocks.filter(block => prosaic(block) && !holdsCode(block))
      const text = markdown({ ...document, blocks }, faces)
        .replace(harmless, '')
        .replaceAll('&#8203;', '\u200b')
        .replaceAll('@ana-dev', '')
        .replace(/\]\(https?:[^)]*\)/g, ']')
      expect(text).not.toMatch(/[<]|@\w|#\d|:\/\//)
      expect(text.isWellFormed()).toBe(true)
    }),
    { numRuns: 200 },
  )
})
