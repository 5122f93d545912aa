/** Modals as forms, and the Home of the app. */
import type { Loose } from './emulate.ts'
import { named } from './slack-actions.ts'
import { escaped, plainHtml } from './slack-mrkdwn.ts'
import { blockHtml, type Drawing } from './slack-page-blocks.ts'
import type { SlackView } from './slack-workspace.ts'
import { formHtml, type Visit } from './visit-house.ts'

/** The modal on top, as Slack shows it: fields with their errors, and the first one that is wrong, or is there, ready to be typed in. */
export function modalHtml(visit: Visit, view: SlackView, drawing: Drawing): string {
  const blocks = named(view.blocks)
  const inputs = blocks.filter(block => block.type === 'input')
  const first = inputs.find(({ block_id }) => view.errors?.[block_id]) ?? inputs[0]
  const fields = blocks.map(block =>
    block.type === 'input' ? inputHtml(block, view, block === first) : blockHtml(block, drawing),
  )
  const submit = view.submit ? button('submit', view.submit.text, 'button primary') : ''
  const close = button('dismiss', view.close?.text ?? 'Close', 'button', 'formnovalidate')
  const inside = `<h2 id="modal-title">${plainHtml(view.title?.text ?? '')}</h2><div class="fields-of">${fields.join('\n')}</div>
<div class="ends">${submit}${close}</div>`
  const more = 'class="modal" role="dialog" aria-modal="true" aria-labelledby="modal-title"'
  return `<div class="veil">${formHtml(visit, { view: 'modal', opened: view.id }, inside, more)}</div>`
}

export function homeHtml(view: SlackView | undefined, drawing: Drawing): string {
  if (!view) return '<p class="empty">Open App Home in the list at the left, and Kedge fills it.</p>'
  const html = view.blocks.map(block => blockHtml(block, drawing)).join('\n')
  return `<div class="home">${drawing.holding?.(html) ?? html}</div>`
}

function button(act: string, words: string, kind: string, more = ''): string {
  return `<button class="${kind}" name="act" value="${act}"${more && ` ${more}`}>${plainHtml(words)}</button>`
}

function inputHtml({ block_id, label, hint, element, optional }: Loose, view: SlackView, isFirst: boolean): string {
  const id = `field-${block_id}`
  const error = view.errors?.[block_id]
  const [hintId, errorId] = [hint && `${id}-hint`, error && `${id}-error`].map(it => it || undefined)
  const described = [hintId, errorId].filter(it => it !== undefined).join(' ')
  const more = [
    `id="${escaped(id)}" name="field:${escaped(block_id)}"`,
    ...(described ? [`aria-describedby="${escaped(described)}"`] : []),
    ...(error ? ['aria-invalid="true"'] : []),
    ...(optional ? [] : ['required']),
    ...(isFirst ? ['autofocus'] : []),
  ].join(' ')
  return `<div class="field"><label for="${escaped(id)}">${plainHtml(label.text)}${optional ? ' <i>(optional)</i>' : ''}</label>
${fieldHtml(element, view.filled?.[block_id], more, block_id)}
${hint ? `<p class="hint" id="${escaped(hintId ?? '')}">${plainHtml(hint.text)}</p>` : ''}
${error ? `<p class="error" id="${escaped(errorId ?? '')}">${plainHtml(error)}</p>` : ''}</div>`
}

/** An element that has no drawing shows as its name, so that nothing disappears silently. */
function fieldHtml(element: Loose, filled: string | undefined, more: string, block: string): string {
  switch (element.type) {
    case 'plain_text_input':
      return typingHtml(element, filled ?? element.initial_value ?? '', more)
    case 'static_select':
      return menuHtml(element, filled ?? element.initial_option?.value, more, block)
    case 'datepicker':
      return `<input type="date" ${more} value="${escaped(filled ?? element.initial_date ?? '')}">`
    default:
      return `<p class="context">[${escaped(String(element.type))}]</p>`
  }
}

function typingHtml({ multiline, min_length, max_length, placeholder }: Loose, value: string, more: string): string {
  const lengths = `${min_length ? ` minlength="${Number(min_length)}"` : ''} maxlength="${Number(max_length ?? 3000)}"`
  const hint = placeholder ? ` placeholder="${escaped(placeholder.text)}"` : ''
  return multiline
    ? `<textarea rows="4" ${more}${lengths}${hint}>\n${escaped(value)}</textarea>`
    : `<input type="text" autocomplete="off" ${more}${lengths}${hint} value="${escaped(value)}">`
}

function menuHtml(
  { options, option_groups, placeholder }: Loose,
  chosen: string | undefined,
  more: string,
  block: string,
) {
  const optionHtml = ({ text, value }: Loose) =>
    `<option value="${escaped(value)}"${value === chosen ? ' selected' : ''}>${plainHtml(text.text)}</option>`
  const groupHtml = ({ label, options: some }: Loose) =>
    `<optgroup label="${escaped(label.text)}">${some.map(optionHtml).join('')}</optgroup>`
  const inside = options ? options.map(optionHtml).join('') : (option_groups ?? []).map(groupHtml).join('')
  const none = `<option value="">${escaped(placeholder?.text ?? 'Choose one')}</option>`
  return `<input type="hidden" name="menu" value="${escaped(block)}"><select ${more}>${none}${inside}</select>`
}
