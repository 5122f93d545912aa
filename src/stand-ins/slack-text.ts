/** A message as it reads on a terminal: what people see in the channel, without the colours. */
import type { Loose } from './emulate.ts'

export function messageText(blocks: readonly Loose[]): string {
  return blocks.flatMap(block => lines(block)).join('\n')
}

function lines(block: Loose): string[] {
  switch (block.type) {
    case 'header':
      return [words(block.text.text).toUpperCase()]
    case 'section':
      return [
        ...(block.text ? [words(block.text.text)] : []),
        ...(block.fields ?? []).map((field: Loose) => words(field.text).replace('\n', ': ')),
      ]
    case 'context':
      return block.elements.map((element: Loose) => words(element.text ?? ''))
    case 'image':
      return [`[picture: ${block.alt_text}]`]
    case 'actions':
      return [block.elements.map((element: Loose) => `[ ${element.text.text} ]`).join('  ')]
    case 'input':
      return [`${block.label.text} ${field(block.element)}`]
    default:
      return ['────────']
  }
}

/** What stands in an input before anybody touches it. */
function field({ type, initial_value = '', initial_option, initial_date }: Loose): string {
  if (type === 'datepicker') return `[ ${initial_date ?? 'Choose a day'} ▾ ]`
  if (type === 'static_select') return `[ ${initial_option?.text.text ?? 'Choose one'} ▾ ]`
  return `${initial_value}____________________`
}

/** Slack’s own marks back to plain words. */
function words(text: string): string {
  return text
    .replace(/<@(\w+)>/g, '@$1')
    .replace(/<([^|>]+)\|([^>]+)>/g, '$2')
    .replace(/```\n?/g, '')
    .replace(/(^|[\s(•✓○✗?])[*`]([^*`\n]+)[*`]/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
