/** The buttons of Block Kit as buttons of a form. */
import type { Loose } from './emulate.ts'
import { escaped } from './slack-mrkdwn.ts'
import type { Controls } from './slack-page-blocks.ts'
import type { SlackMessage, SlackView } from './slack-workspace.ts'
import { formHtml, ledHere, type Visit } from './visit-house.ts'

/** A message is a form where something in it can be pressed. */
export function messageControls(visit: Visit, { ts, channel_id, blocks }: SlackMessage, channel: string): Controls {
  const says = { ts, channel, channel_id }
  return {
    ...pressing(visit),
    holding: html => (pressable(blocks) ? formHtml(visit, says, html) : html),
  }
}

/** A view draws its form itself, since it may hold inputs. */
export function pressing(visit: Visit): Controls {
  return { link: url => ledHere(visit, url), control: (element, words) => buttonHtml(element, words) }
}

export function homeControls(visit: Visit, { blocks }: SlackView): Controls {
  return {
    ...pressing(visit),
    holding: html => (pressable(blocks) ? formHtml(visit, { view: 'home' }, html) : html),
  }
}

function buttonHtml({ type, style, action_id, value, accessibility_label }: Loose, words: string): string | undefined {
  if (type !== 'button' || action_id === undefined) return undefined
  const kind = style === 'primary' || style === 'danger' ? ` ${style}` : ''
  const label = accessibility_label ? ` aria-label="${escaped(accessibility_label)}"` : ''
  const press = escaped(JSON.stringify({ action: action_id, value }))
  return `<button class="button${kind}" name="press" value="${press}" formnovalidate${label}>${words}</button>`
}

function pressable(blocks: readonly Loose[]): boolean {
  return blocks.some(b => [...(b.elements ?? []), b.accessory].some(e => e?.type === 'button' && e.action_id))
}
