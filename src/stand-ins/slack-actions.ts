/** What a click or a filled-in form looks like to an app. */
import type { Loose } from './emulate.ts'

/** Which of several like buttons (by its value), or what was picked in a menu (an option's value). */
export interface Choice {
  readonly value?: string
  readonly option?: string
}

/** Blocks with the ids that Slack gives to those that have none. */
export function named(blocks: readonly Loose[]): Loose[] {
  return blocks.map((block, n) => ({ ...block, block_id: block.block_id ?? `block${n}` }))
}

/** The entry of `actions` for a press. Nobody can press what is not there: that is an error naming what is. */
export function acted(blocks: readonly Loose[], actionId: string, choice: Choice = {}): Loose {
  const all = named(blocks).flatMap(block =>
    [...(block.elements ?? []), block.accessory, block.element]
      .filter(element => element?.action_id !== undefined)
      .map(element => ({ block_id: block.block_id, element })),
  )
  const wanted = all.find(({ element: e }) => e.action_id === actionId && (choice.value ?? e.value) === e.value)
  if (!wanted)
    throw new Error(
      `There is no ${actionId} here.\n  fix: press one of ${all.map(a => a.element.action_id).join(', ')}`,
    )
  const { block_id, element } = wanted
  const { type, action_id, text, value } = element
  return {
    type,
    action_id,
    block_id,
    action_ts: String(Date.now() / 1000),
    ...(text && { text }),
    ...(value && { value }),
    ...picked(element, choice.option),
  }
}

/** `state.values` of a form. What a person left alone keeps its first value; a required field left empty cannot be submitted. */
export function stateOf(blocks: readonly Loose[], values: Readonly<Record<string, string | readonly string[]>>): Loose {
  const inputs = named(blocks).filter(block => block.element)
  const known = inputs.flatMap(block => [block.block_id, block.element.action_id])
  const strange = Object.keys(values).find(key => !known.includes(key))
  if (strange !== undefined)
    throw new Error(`There is no field ${strange} here.\n  fix: fill in one of ${known.join(', ')}`)
  const fields = inputs.map(({ block_id, element, optional }) => {
    const filled = filledIn(element, values[block_id] ?? values[element.action_id])
    if (!optional && isEmpty(filled)) throw new Error(`The field ${block_id} is required.\n  fix: fill it in`)
    if (!isEmpty(filled)) measured(block_id, element, filled)
    return [block_id, { [element.action_id]: { type: element.type, ...filled } }]
  })
  return Object.fromEntries(fields)
}

function filledIn(element: Loose, given: string | readonly string[] | undefined): Loose {
  const options = optionsOf(element)
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      // An empty field is sent as null.
      return { value: (given ?? element.initial_value) || null }
    case 'static_select':
    case 'radio_buttons':
      return {
        selected_option: given === undefined ? (element.initial_option ?? null) : optionOf(options, String(given)),
      }
    case 'multi_static_select':
    case 'checkboxes':
      return {
        selected_options:
          given === undefined ? (element.initial_options ?? []) : [given].flat().map(v => optionOf(options, v)),
      }
    case 'users_select':
      return { selected_user: given ?? element.initial_user ?? null }
    case 'multi_users_select':
      return { selected_users: given ?? element.initial_users ?? [] }
    case 'datepicker':
      return { selected_date: given ?? element.initial_date ?? null }
    case 'timepicker':
      return { selected_time: given ?? element.initial_time ?? null }
    default:
      return { value: given ?? null }
  }
}

/** Slack holds people to the lengths of a text before it sends anything. */
function measured(field: string, { type, min_length = 0, max_length = 3000 }: Loose, { value }: Loose): void {
  if (type !== 'plain_text_input' || (value.length >= min_length && value.length <= max_length)) return
  throw new Error(`The field ${field} takes ${min_length} to ${max_length} letters.\n  fix: write as many`)
}

function picked(element: Loose, option: string | undefined): Loose {
  if (option === undefined) return {}
  const options = optionsOf(element)
  return options.length > 0 ? { selected_option: optionOf(options, option) } : { value: option }
}

function optionsOf(element: Loose): Loose[] {
  return element.options ?? element.option_groups?.flatMap((group: Loose) => group.options) ?? []
}

function optionOf(options: readonly Loose[], value: string): Loose {
  const option = options.find(o => o.value === value)
  if (option) return option
  throw new Error(`There is no option ${value} here.\n  fix: choose one of ${options.map(o => o.value).join(', ')}`)
}

function isEmpty(filled: Loose): boolean {
  return Object.values(filled).every(
    value => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  )
}
