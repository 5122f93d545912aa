/** What Slack refuses in the elements of Block Kit: buttons, menus, inputs, pictures and what they are made of. */
import { isDay } from '../core/local-time.ts'
import {
  at,
  isObject,
  type Json,
  limited,
  listed,
  only,
  type Problems,
  pictured,
  required,
  texted,
} from './slack-shapes.ts'

/** Where an element stands, since not each may stand everywhere. */
export type Place = 'section' | 'actions' | 'context' | 'input'

interface ElementType {
  readonly on: readonly Place[]
  readonly keys: readonly string[]
  readonly must?: readonly string[]
  readonly check: Problems
}

const nothing: Problems = () => []
const anywhere: readonly Place[] = ['section', 'actions', 'input']
const menu = ['placeholder', 'confirm', 'focus_on_load']
const many = [...menu, 'max_selected_items']
const choices = ['options', 'option_groups']
const typing = ['placeholder', 'initial_value', 'focus_on_load', 'dispatch_action_config']

const elementTypes: Readonly<Record<string, ElementType>> = {
  button: {
    on: ['section', 'actions'],
    keys: ['text', 'value', 'url', 'style', 'confirm', 'accessibility_label'],
    must: ['text'],
    check: buttonProblems,
  },
  image: {
    on: ['section', 'context'],
    keys: ['alt_text', 'image_url', 'slack_file'],
    must: ['alt_text'],
    check: pictured,
  },
  static_select: { on: anywhere, keys: [...menu, ...choices, 'initial_option'], check: choiceProblems(100) },
  multi_static_select: {
    on: ['section', 'input'],
    keys: [...many, ...choices, 'initial_options'],
    check: choiceProblems(100),
  },
  users_select: { on: anywhere, keys: [...menu, 'initial_user'], check: nothing },
  multi_users_select: { on: ['section', 'input'], keys: [...many, 'initial_users'], check: nothing },
  channels_select: { on: anywhere, keys: [...menu, 'initial_channel'], check: nothing },
  conversations_select: { on: anywhere, keys: [...menu, 'initial_conversation', 'filter'], check: nothing },
  overflow: { on: ['section', 'actions'], keys: ['options', 'confirm'], must: ['options'], check: choiceProblems(5) },
  checkboxes: {
    on: anywhere,
    keys: ['options', 'initial_options', 'confirm', 'focus_on_load'],
    must: ['options'],
    check: choiceProblems(10),
  },
  radio_buttons: {
    on: anywhere,
    keys: ['options', 'initial_option', 'confirm', 'focus_on_load'],
    must: ['options'],
    check: choiceProblems(10),
  },
  datepicker: { on: anywhere, keys: [...menu, 'initial_date'], check: dayProblems },
  timepicker: { on: anywhere, keys: [...menu, 'initial_time', 'timezone'], check: nothing },
  plain_text_input: {
    on: ['input'],
    keys: [...typing, 'multiline', 'min_length', 'max_length'],
    check: typingProblems,
  },
  number_input: {
    on: ['input'],
    keys: [...typing, 'is_decimal_allowed', 'min_value', 'max_value'],
    must: ['is_decimal_allowed'],
    check: nothing,
  },
}

/** What is wrong with one element standing in this kind of block. */
export function elementProblems(element: unknown, path: string, place: Place): string[] {
  if (!isObject(element)) return [at('expected an object', path)]
  const type = elementTypes[String(element.type)]
  if (!type?.on.includes(place)) return [at(`unsupported type: ${String(element.type)}`, `${path}/type`)]
  return [
    ...only(element, path, ['type', ...(element.type === 'image' ? [] : ['action_id']), ...type.keys]),
    ...required(element, path, type.must ?? []),
    ...limited(element, path, { action_id: 255 }),
    ...texted(element.placeholder, `${path}/placeholder`, { max: 150, plain: true }),
    ...confirmProblems(element.confirm, `${path}/confirm`),
    ...type.check(element, path),
  ]
}

function buttonProblems(button: Json, path: string): string[] {
  const styles = [undefined, 'primary', 'danger']
  return [
    ...texted(button.text, `${path}/text`, { max: 75, plain: true }),
    ...limited(button, path, { value: 2000, url: 3000, accessibility_label: 75 }),
    ...(styles.includes(button.style as string | undefined) ? [] : [at('must be a valid enum value', `${path}/style`)]),
  ]
}

/** A menu has options or groups of options, never both and never none. */
function choiceProblems(max: number): Problems {
  return (menu, path) => {
    if ((menu.options === undefined) === (menu.option_groups === undefined))
      return [at('must define either `options` or `option_groups`', path)]
    const options =
      menu.options === undefined
        ? listed(menu.option_groups, `${path}/option_groups`, { max: 100 }, groupProblems)
        : listed(menu.options, `${path}/options`, { max }, optionProblems)
    return [...options, ...firstProblems(menu, path)]
  }
}

/** What is chosen at first must be one of the options, to the letter. */
function firstProblems({ initial_option, options, option_groups }: Json, path: string): string[] {
  if (initial_option === undefined) return []
  const groups = Array.isArray(option_groups) ? option_groups : [{ options }]
  const all = groups.flatMap(group => (isObject(group) && Array.isArray(group.options) ? group.options : []))
  const known = all.some(option => JSON.stringify(option) === JSON.stringify(initial_option))
  return known ? [] : [at('no match found in options', `${path}/initial_option`)]
}

function groupProblems(group: unknown, path: string): string[] {
  if (!isObject(group)) return [at('expected an object', path)]
  return [
    ...required(group, path, ['label', 'options']),
    ...texted(group.label, `${path}/label`, { max: 75, plain: true }),
    ...listed(group.options, `${path}/options`, { max: 100 }, optionProblems),
  ]
}

function optionProblems(option: unknown, path: string): string[] {
  if (!isObject(option)) return [at('expected an object', path)]
  return [
    ...only(option, path, ['text', 'value', 'description', 'url']),
    ...required(option, path, ['text', 'value']),
    ...texted(option.text, `${path}/text`, { max: 75 }),
    ...texted(option.description, `${path}/description`, { max: 75 }),
    ...limited(option, path, { value: 75, url: 3000 }),
  ]
}

function confirmProblems(confirm: unknown, path: string): string[] {
  if (confirm === undefined) return []
  if (!isObject(confirm)) return [at('expected an object', path)]
  return [
    ...only(confirm, path, ['title', 'text', 'confirm', 'deny', 'style']),
    ...required(confirm, path, ['title', 'text', 'confirm', 'deny']),
    ...texted(confirm.title, `${path}/title`, { max: 100, plain: true }),
    ...texted(confirm.text, `${path}/text`, { max: 300 }),
    ...texted(confirm.confirm, `${path}/confirm`, { max: 30, plain: true }),
    ...texted(confirm.deny, `${path}/deny`, { max: 30, plain: true }),
  ]
}

function dayProblems({ initial_date: first }: Json, path: string): string[] {
  return first === undefined || isDay(String(first)) ? [] : [at('must be a valid date', `${path}/initial_date`)]
}

function typingProblems(input: Json, path: string): string[] {
  const { initial_value: first = '', max_length: max = 3000 } = input
  return [
    ...['min_length', 'max_length'].flatMap(key =>
      Number(input[key] ?? 1) <= 3000 ? [] : [at('must be less than 3001', `${path}/${key}`)],
    ),
    ...(String(first).length <= Number(max) ? [] : [at('must be no longer than max_length', `${path}/initial_value`)]),
  ]
}
