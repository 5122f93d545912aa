/** What a form of our pages lets a person do in Slack: everything goes to the app as Slack would send it. */
import type { Answer } from './slack-doors.ts'
import type { Person } from './slack-person.ts'
import type { House } from './visit-house.ts'
import { PULL_ACTS } from './visit-pull-acts.ts'

/** Ends with words for the person where it did not work. */
export type Act = (house: House, as: string, form: URLSearchParams) => Promise<string | undefined>

const ACTS: Readonly<Record<string, Act>> = {
  line: (house, as, form) => speak(personOf(house, as), given(form, 'channel'), given(form, 'line').trim()),
  press: async (house, as, form) => {
    const { action, value } = JSON.parse(given(form, 'press'))
    const choice = value === undefined ? {} : { value }
    const person = personOf(house, as)
    const view = form.get('view')
    if (view === null) return heard(await person.press({ ts: given(form, 'ts') }, action, choice))
    const shown = view === 'home' ? person.home() : person.modal()
    if (!shown) return 'What you pressed is not there any more.'
    return heard(await person.pressIn(shown, action, choice))
  },
  submit: async (house, as, form) => heard(await personOf(house, as).submit(valuesOf(form))),
  dismiss: async (house, as) => heard(await personOf(house, as).dismiss()),
  home: async (house, as) => heard(await personOf(house, as).openHome()),
  pass: async ({ clock }, _, form) => {
    const hours = Number(given(form, 'hours'))
    if (!(hours > 0 && hours <= 31 * 24)) return 'Time passes by up to a month.'
    await clock.pass(hours)
    return undefined
  },
  ...PULL_ACTS,
}

/** A button inside a form says what was pressed; otherwise the form does. */
export async function act(house: House, as: string, form: URLSearchParams): Promise<string | undefined> {
  const name = form.has('press') ? 'press' : (form.get('act') ?? '')
  const known = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
  try {
    return known ? await known(house, as, form) : 'This page knows no such act.'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function personOf({ slack }: House, as: string): Person {
  return slack.person(slack.workspace.people.find(p => p.name === as)?.id ?? as)
}

async function speak(person: Person, channel: string, line: string): Promise<string | undefined> {
  if (line === '') return undefined
  if (!line.startsWith('/')) return heard(await person.say(channel, line))
  if (!/^\/kedge(\s|$)/.test(line)) return `${line.split(' ')[0]} is no command here. Try /kedge help.`
  return heard(await person.command(channel, line))
}

/** Fields are named by their block; an empty menu says nothing. */
function valuesOf(form: URLSearchParams): Record<string, string> {
  const fields = [...form].filter(([name]) => name.startsWith('field:'))
  const menus = new Set(form.getAll('menu'))
  return Object.fromEntries(
    fields
      .map(([name, value]) => [name.slice('field:'.length), value.replaceAll('\r\n', '\n')] as const)
      .filter(([name, value]) => value !== '' || !menus.has(name)),
  )
}

export function given(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value === null) throw new Error(`The form does not say ${name}.\n  fix: load the page again`)
  return value
}

function heard(answer: Answer | undefined): string | undefined {
  if (answer === undefined || answer.status === 200) return undefined
  return answer.status === 504
    ? 'Kedge did not answer in time. Slack would say: operation_timeout.'
    : `Kedge answered with status ${answer.status}. Slack would say that something went wrong.`
}
