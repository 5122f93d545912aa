/**
 * What Slack refuses in Block Kit, in its words: `no more than 50 items allowed [json-pointer:/blocks]`.
 * Types of blocks and elements that Kedge has no use for are refused too, so that none slips in unchecked.
 */
import { elementProblems } from './slack-elements.ts'
import {
  at,
  isObject,
  type Json,
  limited,
  listed,
  only,
  type Problems,
  pictured,
  repeated,
  required,
  texted,
} from './slack-shapes.ts'

export type Surface = 'message' | 'modal' | 'home'

const maxBlocks: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }

/** What is wrong with the blocks of a message, or of a view's `blocks` (pointers then start at `/view`). Good: an empty list. */
export function blockProblems(blocks: unknown, surface: Surface): string[] {
  const path = surface === 'message' ? '/blocks' : '/view/blocks'
  const each = (block: unknown, where: string) => blockProblem(block, where, surface)
  const letters = surface === 'message' ? lettersIn(blocks) : 0
  return [
    ...listed(blocks, path, { max: maxBlocks[surface] }, each),
    ...repeated(blocks, path, 'block_id'),
    ...(letters > MOST_LETTERS ? [at(`no more than ${MOST_LETTERS} letters allowed in all`, path)] : []),
  ]
}

/** `msg_blocks_too_long`: in no reference, and seen from 11,341 letters of a message on. */
const MOST_LETTERS = 11_000

function lettersIn(json: unknown): number {
  if (Array.isArray(json)) return json.reduce((sum: number, one) => sum + lettersIn(one), 0)
  // Markdown has a limit of its own.
  if (!isObject(json) || json.type === 'markdown') return 0
  return Object.entries(json).reduce(
    (sum, [key, value]) => sum + (typeof value === 'string' ? (key === 'text' ? value.length : 0) : lettersIn(value)),
    0,
  )
}

/** What is wrong with a modal or a Home tab, its blocks included. */
export function viewProblems(view: unknown): string[] {
  if (!isObject(view)) return [at('expected an object', '/view')]
  const surface = view.type === 'home' ? 'home' : 'modal'
  const titles = surface === 'modal' ? ['title', 'submit', 'close'] : []
  const hasInput = Array.isArray(view.blocks) && view.blocks.some(block => isObject(block) && block.type === 'input')
  return [
    ...required(view, '/view', surface === 'modal' ? ['title', 'blocks'] : ['blocks']),
    ...required(view, '/view', surface === 'modal' && hasInput ? ['submit'] : []),
    ...titles.flatMap(key => texted(view[key], `/view/${key}`, { max: 24, plain: true })),
    ...limited(filled(view), '/view', { private_metadata: 3000, callback_id: 255, external_id: 255 }),
    ...(view.blocks === undefined ? [] : blockProblems(view.blocks, surface)),
  ]
}

/** The strings of a view may be empty; only their length is bounded. */
function filled(view: Json): Json {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== ''))
}

/** Each block type: its keys besides `type` and `block_id`, those it must have, and what else is asked of it. */
const blockTypes: Readonly<Record<string, { keys: string[]; must?: string[]; check: Problems; on?: Surface[] }>> = {
  divider: { keys: [], check: () => [] },
  header: { keys: ['text'], must: ['text'], check: (b, p) => texted(b.text, `${p}/text`, { max: 150, plain: true }) },
  section: { keys: ['text', 'fields', 'accessory', 'expand'], check: sectionProblems },
  context: {
    keys: ['elements'],
    must: ['elements'],
    check: (b, p) => listed(b.elements, `${p}/elements`, { max: 10 }, contextProblems),
  },
  actions: {
    keys: ['elements'],
    must: ['elements'],
    check: (b, p) => listed(b.elements, `${p}/elements`, { max: 25 }, (e, q) => elementProblems(e, q, 'actions')),
  },
  image: { keys: ['alt_text', 'image_url', 'slack_file', 'title'], must: ['alt_text'], check: imageProblems },
  input: {
    keys: ['label', 'element', 'hint', 'optional', 'dispatch_action'],
    must: ['label', 'element'],
    check: inputProblems,
  },
  markdown: {
    keys: ['text'],
    must: ['text'],
    check: (b, p) => limited(b, p, { text: 12_000 }),
    on: ['message'],
  },
  table: { keys: ['rows', 'column_settings'], must: ['rows'], check: tableProblems, on: ['message'] },
}

function blockProblem(block: unknown, path: string, surface: Surface): string[] {
  if (!isObject(block)) return [at('expected an object', path)]
  const type = blockTypes[String(block.type)]
  if (!type || (type.on && !type.on.includes(surface)))
    return [at(`unsupported type: ${String(block.type)}`, `${path}/type`)]
  return [
    ...only(block, path, ['type', 'block_id', ...type.keys]),
    ...required(block, path, type.must ?? []),
    ...limited(block, path, { block_id: 255 }),
    ...repeated(block.elements, `${path}/elements`, 'action_id'),
    ...type.check(block, path),
  ]
}

function sectionProblems(block: Json, path: string): string[] {
  if (block.text === undefined && block.fields === undefined) return [at('must define either `text` or `fields`', path)]
  const field = (value: unknown, where: string) => texted(value, where, { max: 2000 })
  return [
    ...texted(block.text, `${path}/text`, { max: 3000 }),
    ...(block.fields === undefined ? [] : listed(block.fields, `${path}/fields`, { max: 10 }, field)),
    ...(block.accessory === undefined ? [] : elementProblems(block.accessory, `${path}/accessory`, 'section')),
  ]
}

function contextProblems(element: unknown, path: string): string[] {
  if (isObject(element) && element.type === 'image') return elementProblems(element, path, 'context')
  return texted(element, path, { max: 3000 })
}

function imageProblems(block: Json, path: string): string[] {
  return [...pictured(block, path), ...texted(block.title, `${path}/title`, { max: 2000, plain: true })]
}

function inputProblems(block: Json, path: string): string[] {
  return [
    ...texted(block.label, `${path}/label`, { max: 2000, plain: true }),
    ...texted(block.hint, `${path}/hint`, { max: 2000, plain: true }),
    ...(block.element === undefined ? [] : elementProblems(block.element, `${path}/element`, 'input')),
  ]
}

function tableProblems(block: Json, path: string): string[] {
  const row = (value: unknown, where: string) => listed(value, where, { max: 20 }, () => [])
  return listed(block.rows, `${path}/rows`, { max: 100 }, row)
}
