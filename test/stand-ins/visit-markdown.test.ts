import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdown } from '../../src/reports/markdown.ts'
import { markdownHtml } from '../../src/stand-ins/visit-markdown.ts'

const KNOWN = new Set(
  'p h1 h2 h3 h4 h5 h6 strong em del code pre a ul ol li blockquote table thead tbody tr th td hr br input'
    .split(' ')
    .concat('details', 'summary', 'sub', 'img', 'section', 'sup'),
)

test('[E9] a pull request is shown as GitHub shows it: headings, tables, code, what is folded', () => {
  const text =
    '## What\n\n**So** `a<b`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<details><summary>More &amp; &#8203;x</summary>\n\n```diff\n-a\n```\n\n</details>'
  expect(markdownHtml(text)).toMatchInlineSnapshot(`
    "<h2>What</h2>
    <p><strong>So</strong> <code>a&lt;b</code></p>
    <table>
    <thead>
    <tr>
    <th>a</th>
    <th>b</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td>1</td>
    <td>2</td>
    </tr>
    </tbody>
    </table>
    <details><summary>More &amp; &#8203;x</summary>
    <pre><code class="language-diff">-a
    </code></pre>
    </details>"
  `)
})

test('[E9] what Kedge writes has no tag left over as text', () => {
  const blocks = [
    { is: 'title', text: 'A < b' },
    { is: 'note', words: ['a & b'] },
    { is: 'details', summary: 'More <b>', blocks: [{ is: 'code', text: '<details>' }] },
  ] as const
  const html = markdownHtml(markdown({ summary: 's', blocks }, {}))
  expect(html.replace(/<pre>.*?<\/pre>/s, '')).not.toMatch(/&lt;(?!b&gt;| b)/)
})

test('[E9] no tag but those of Markdown, no attribute that acts, no link but to the web', () => {
  const hostile = fc.constantFrom(
    ...[
      '<script>',
      '<img src=x onerror=a()>',
      '<details open>',
      '<summary onclick=a()>',
      '&lt;sub&gt;',
      '<sub>',
      '</p>',
    ],
    ...[
      '[x](javascript:a())',
      '![x](data:text/html,a)',
      '<a href="javascript:a()">',
      '```',
      '|',
      '\n',
      '"',
      "'",
      '&',
      'x',
    ],
  )
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 12 }), pieces => {
      const html = markdownHtml(pieces.join(''))
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)]
      for (const [, tag = '', more = ''] of tags) {
        expect(KNOWN).toContain(tag.toLowerCase())
        expect(more.replace(/"[^"]*"/g, '')).not.toMatch(/\bon\w+=|style=/i)
        expect(more).not.toMatch(/(?:href|src)="\s*(?:javascript|data):/i)
      }
      // A < that begins no tag of ours is an entity.
      expect(html.replace(/<\/?[a-z0-9]+[^<>]*>/gi, '')).not.toContain('<')
    }),
  )
})
