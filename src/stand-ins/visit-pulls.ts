/** The list of pull requests. */
import type { Loose } from './emulate.ts'
import { escaped } from './slack-mrkdwn.ts'
import type { Page } from './visit-frame.ts'
import { addressOf, type Visit } from './visit-house.ts'

export function pullsPage(visit: Visit, pulls: readonly Loose[]): Omit<Page, 'notice' | 'version'> {
  const rows = pulls.map(
    pull =>
      `<li>${stateHtml(pull)} <a href="${escaped(addressOf(visit, `/kedge/pull/${pull.number}`))}">${escaped(pull.title)}</a>
<p class="context">#${pull.number} by ${escaped(pull.user.login)}, ${escaped(minute(pull.created_at))}</p></li>`,
  )
  const list = rows.length > 0 ? `<ul class="pulls">${rows.join('\n')}</ul>` : '<p class="empty">There is none yet.</p>'
  return {
    title: 'Pull requests',
    here: 'pulls',
    head: `<h2>Pull requests</h2><p>${escaped(visit.house.repository)}</p>`,
    body: `<div id="flow">${list}</div>`,
  }
}

/** Open, draft, closed or merged, in a word. */
export function stateHtml({ state, draft, merged, merged_at }: Loose): string {
  const word = merged || merged_at ? 'merged' : state === 'open' && draft ? 'draft' : String(state)
  return `<b class="state ${escaped(word)}">${escaped(word)}</b>`
}

/** A time of the API as people read it. */
export function minute(iso: unknown): string {
  return typeof iso === 'string' ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : ''
}
