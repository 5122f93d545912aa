import { isDay } from '../core/local-time.ts'
import type { Choice, Input } from '../words/document.ts'
import { says } from '../words/says.ts'
import { cut, line } from './clean.ts'

/** A Block Kit block, element or view: plain JSON. */
export type SlackJson = { readonly type: string; readonly [key: string]: unknown }

export const plain = (text: string, max: number) => ({
  type: 'plain_text',
  text: cut(line(text) || '…', max),
  emoji: false,
})

/** One input of a modal, every limit kept. */
export function slackInput(input: Input): SlackJson {
  const { id, label, hint = '', optional } = input
  return {
    type: 'input',
    block_id: id.slice(0, 255),
    label: plain(label, 2000),
    ...(line(hint) !== '' && { hint: plain(hint, 2000) }),
    ...(optional && { optional }),
    element: { ...element(input), action_id: id.slice(0, 255) },
  }
}

function element(input: Input): SlackJson {
  if (input.is === 'text') return typing(input, input.lines === 'many')
  if (input.is === 'day') return calendar(input.initial)
  return fits(input.choices) ? menu(input) : typing({ ...input, minLength: 1, maxLength: 75 }, false)
}

function typing(
  { minLength, maxLength, initial = '' }: { minLength: number; maxLength: number; initial?: string },
  multiline: boolean,
): SlackJson {
  const max_length = Math.min(Math.max(1, maxLength), 3000)
  const min_length = Math.min(Math.max(0, minLength), max_length)
  const initial_value = initial.slice(0, max_length)
  return { type: 'plain_text_input', multiline, min_length, max_length, ...(initial_value && { initial_value }) }
}

/** Slack refuses a first day that is none. */
function calendar(initial = ''): SlackJson {
  return {
    type: 'datepicker',
    placeholder: plain(says.slackInputs.chooseDay, 150),
    ...(isDay(initial) && { initial_date: initial }),
  }
}

const most = { options: 100, groups: 100, value: 75, text: 75 }

/** A menu of none, of too many, or of values that would have to be cut is refused by Slack: there, people write. */
function fits(choices: readonly Choice[]): boolean {
  const known = new Set(choices.map(({ value }) => value))
  const sized = choices.every(({ value }) => value !== '' && value.length <= most.value)
  return sized && known.size > 0 && known.size === choices.length && known.size <= most.options * most.groups
}

function menu({ choices, initial }: Extract<Input, { is: 'select' }>): SlackJson {
  const first = choices.find(({ value }) => value === initial)
  const groups = Array.from({ length: Math.ceil(choices.length / most.options) }, (_, at) =>
    choices.slice(at * most.options, (at + 1) * most.options),
  )
  const grouped = groups.map(group => ({ label: plain(spanned(group), most.text), options: group.map(option) }))
  return {
    type: 'static_select',
    placeholder: plain(says.slackInputs.chooseOne, 150),
    ...(groups.length > 1 ? { option_groups: grouped } : { options: choices.map(option) }),
    ...(first && { initial_option: option(first) }),
  }
}

const option = ({ value, text }: Choice) => ({ text: plain(text, most.text), value })

/** From its first to its last, so that one finds the group. */
function spanned(group: readonly Choice[]): string {
  const [first, last] = [group[0]?.text ?? '', group.at(-1)?.text ?? '']
  return says.slackInputs.group(cut(first, 30), cut(last, 30))
}
