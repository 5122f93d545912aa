/** The buttons of Block Kit as buttons of a form. */
import type { Loose } from './emulate.ts'
import { escaped } from './slack-mrkdwn.ts'
import type { Controls } from './slack-page-blocks.ts'
import { formHtml, ledHere, type Visit } from './visit-house.ts'

/** Blocks are a form where something in them can be pressed; `says` is what the form says besides. */
export function formControls(visit: Visit, blocks: readonly Loose[], says: Readonly<Record<string, string>>): Controls {
  return { ...pressing(visit), holding: html => (pressable(blocks) ? formHtml(visit, says, html) : html) }
}

/** A view draws its form itself, since it may hold inputs. */
export function pressing(visit: Visit): Controls {
  return { link: url => ledHere(visit, url), control: (element, words) => buttonHtml(element, words) }
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
