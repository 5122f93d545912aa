/** One pull request: what it says and changes, what checks and people say of it, and what this person may do. */
import type { Loose } from './emulate.ts'
import { escaped } from './slack-mrkdwn.ts'
import type { Page } from './visit-frame.ts'
import { formHtml, type Visit } from './visit-house.ts'
import { markdownHtml } from './visit-markdown.ts'
import type { PullSeen } from './visit-pull-read.ts'
import { minute, stateHtml } from './visit-pulls.ts'

export function pullPage(visit: Visit, seen: PullSeen): Omit<Page, 'notice' | 'version'> {
  const { pull, checks, files, reviews } = seen
  const parts = [
    `<section><h3>${escaped(pull.title)}</h3><p class="soft">${escaped(pull.user.login)} wants <code>${escaped(pull.head.ref)}</code> in <code>${escaped(pull.base.ref)}</code>, ${escaped(minute(pull.created_at))}</p>
<div class="markdown">${markdownHtml(pull.body ?? '')}</div></section>`,
    `<section><h3>Checks</h3>${checks.map(checkHtml).join('') || '<p>None has run yet.</p>'}</section>`,
    `<section><h3>Files changed: ${files.length}</h3>${files.map(file => fileHtml(visit, seen, file)).join('')}</section>`,
    `<section><h3>Reviews</h3>${reviews.map(reviewHtml).join('') || '<p>None yet.</p>'}</section>`,
  ]
  return {
    title: `Pull request #${pull.number}`,
    here: 'pulls',
    head: `<h2>Pull request #${pull.number}</h2>${stateHtml(pull)}<p>${escaped(visit.house.repository)}</p>`,
    body: `<div id="flow" class="pull">${parts.join('\n')}</div><div id="acts" class="acts">${actsHtml(visit, pull)}</div>`,
  }
}

function checkHtml({ name, app, status, conclusion, output }: Loose): string {
  const state = String(conclusion ?? status)
  const word = state.replaceAll('_', ' ')
  const notes = (output?.annotations ?? []).map(
    ({ path, start_line, message }: Loose) =>
      `<li><code>${escaped(`${path}:${start_line}`)}</code> ${escaped(message)}</li>`,
  )
  return `<article class="check"><p><b class="state ${escaped(state)}">${escaped(word)}</b> <b>${escaped(name)}</b> ${escaped(output?.title ?? '')}</p>
<p class="context">by ${escaped(app?.name ?? app?.slug ?? 'an App')}</p>
<details><summary>What ${escaped(name)} says</summary><div class="markdown">${markdownHtml([output?.summary, output?.text].filter(Boolean).join('\n\n'))}</div>
${notes.length > 0 ? `<ul>${notes.join('')}</ul>` : ''}</details></article>`
}

function fileHtml(visit: Visit, { pull, texts }: PullSeen, { filename, status, patch }: Loose): string {
  const text = texts[filename]
  const edit = text === undefined ? '' : editHtml(visit, pull, filename, text)
  return `<article class="file"><p><code>${escaped(filename)}</code> <span class="soft">${escaped(status)}</span></p>${diffHtml(patch ?? '')}${edit}</article>`
}

/** Each line says by its first letter what it is, and by its colour. */
function diffHtml(patch: string): string {
  const kinds: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed', '@': 'hunk' }
  const lines = patch
    .split('\n')
    .map(line => `<span class="${kinds[line.charAt(0)] ?? 'kept'}">${escaped(line)}</span>`)
  return `<pre class="diff">${lines.join('')}</pre>`
}

/** As the editor of GitHub does it: a commit of this person on the branch. */
function editHtml(visit: Visit, { number, head }: Loose, path: string, text: string): string {
  const id = `text-${escaped(path)}`
  const inside = `<label for="${id}">The text of ${escaped(path)}</label><textarea id="${id}" name="text" rows="14" spellcheck="false">\n${escaped(text)}</textarea>
<label for="message-${id}">What the commit says</label><input id="message-${id}" name="message" maxlength="200" value="Update ${escaped(path)}">
<button class="button">Commit to ${escaped(head.ref)}</button>`
  const says = { act: 'push', number: String(number), branch: head.ref, path }
  return `<details><summary>Edit ${escaped(path)}</summary>${formHtml(visit, says, inside, 'class="edit"')}</details>`
}

function reviewHtml({ user, state, body, submitted_at }: Loose): string {
  const word = String(state).toLowerCase().replaceAll('_', ' ')
  return `<article class="check"><p><b>${escaped(user?.login ?? '')}</b> ${escaped(word)} <time class="soft">${escaped(minute(submitted_at))}</time></p>
<div class="markdown">${markdownHtml(body ?? '')}</div></article>`
}

function actsHtml(visit: Visit, { number, state, merged, head, mergeable_state }: Loose): string {
  const form = (act: string, inside: string, more = {}) =>
    formHtml(visit, { number: String(number), act, ...more }, inside)
  if (merged) return ''
  if (state !== 'open') return form('reopen', '<button class="button">Reopen</button>')
  const who = escaped(visit.as.realName ?? visit.as.name)
  const review = `<label for="body">A review by ${who}</label><textarea id="body" name="body" rows="2" maxlength="3000"></textarea>
<div class="actions"><button class="button primary" name="event" value="APPROVE">Approve</button><button class="button danger" name="event" value="REQUEST_CHANGES">Request changes</button><button class="button" name="event" value="COMMENT">Comment</button></div>`
  const merge = `<p class="soft">GitHub says: ${escaped(String(mergeable_state))}</p><button class="button">Merge</button>`
  const close = '<button class="button">Close</button>'
  return `${form('review', review)}\n${form('merge', merge, { sha: head.sha })}${form('close', close)}`
}
