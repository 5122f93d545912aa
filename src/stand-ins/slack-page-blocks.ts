/** The blocks of Block Kit as HTML. */
import type { Loose } from './emulate.ts'
import { escaped, led, mrkdwnHtml, type Names, plainHtml } from './slack-mrkdwn.ts'

/** What makes a page that only shows into one that people act on. */
export interface Controls extends Pick<Names, 'link'> {
  /** An element that works, its words drawn already; nothing where it is only drawn. */
  control?(element: Loose, words: string): string | undefined
  /** What stands around blocks whose elements work, such as their form. */
  holding?(blocks: string): string
}

export type Drawing = Names & Controls

/** One block. A type without a drawing shows as its name, so that nothing disappears silently. */
export function blockHtml(block: Loose, names: Drawing): string {
  switch (block.type) {
    case 'header':
      return `<h3>${textHtml(block.text, names)}</h3>`
    case 'divider':
      return '<hr>'
    case 'section':
      return sectionHtml(block, names)
    case 'context':
      return `<p class="context">${block.elements.map((e: Loose) => contextHtml(e, names)).join('')}</p>`
    case 'actions':
      return `<div class="actions">${block.elements.map((e: Loose) => elementHtml(e, names)).join('')}</div>`
    case 'image':
      return `<figure>${block.title ? `<figcaption>${textHtml(block.title, names)}</figcaption>` : ''}${imageHtml(block, 'picture')}</figure>`
    case 'markdown':
      return `<p class="text markdown">${escaped(block.text)}</p>`
    default:
      return `<p class="context">[${escaped(String(block.type))}]</p>`
  }
}

function sectionHtml(block: Loose, names: Drawing): string {
  const text = block.text ? `<p class="text">${textHtml(block.text, names)}</p>` : ''
  const fields = (block.fields ?? []).map((f: Loose) => `<p>${textHtml(f, names)}</p>`).join('')
  const accessory = block.accessory ? `<div class="accessory">${elementHtml(block.accessory, names)}</div>` : ''
  return `<div class="section"><div class="words">${text}${fields && `<div class="fields">${fields}</div>`}</div>${accessory}</div>`
}

function contextHtml(element: Loose, names: Drawing): string {
  return element.type === 'image' ? imageHtml(element, 'small') : `<span>${textHtml(element, names)}</span>`
}

function elementHtml(element: Loose, names: Drawing): string {
  const works = element.url === undefined && names.control?.(element, textHtml(element.text, names))
  if (works) return works
  switch (element.type) {
    case 'button':
      return buttonHtml(element, names)
    case 'image':
      return imageHtml(element, 'thumb')
    case 'overflow':
      return '<span class="button">⋯</span>'
    default:
      return `<span class="button menu">${textHtml(element.initial_option?.text ?? element.placeholder, names)}<i>▾</i></span>`
  }
}

function buttonHtml({ style, text, url }: Loose, names: Drawing): string {
  const kind = style === 'primary' || style === 'danger' ? ` ${style}` : ''
  const leads = /^https?:\/\//.test(url ?? '')
  const [open, close] = leads ? [`a href="${escaped(led(url, names))}" rel="noreferrer"`, 'a'] : ['span', 'span']
  return `<${open} class="button${kind}">${textHtml(text, names)}</${close}>`
}

function imageHtml({ slack_file, image_url, alt_text }: Loose, kind: string): string {
  const src = slack_file ? `/kedge/file/${encodeURIComponent(slack_file.id ?? '')}` : String(image_url)
  return `<img class="${kind}" src="${escaped(src)}" alt="${escaped(alt_text ?? '')}">`
}

function textHtml(text: Loose, names: Drawing): string {
  if (!text) return ''
  return text.type === 'mrkdwn' ? mrkdwnHtml(text.text, names) : plainHtml(text.text)
}
