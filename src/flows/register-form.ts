import type { Repository } from '../core/repository.ts'
import { slug } from '../core/slug.ts'
import { planRegister } from '../plans/register.ts'
import { answersOf, misunderstood, REGISTER_QUESTIONS, type RegisterQuestion } from '../plans/register-questions.ts'
import type { Registration } from '../plans/registration.ts'
import { refusedLine } from '../reports/ask-words.ts'
import { registerModal } from '../reports/modals.ts'
import type { Input, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { askChange } from './ask.ts'
import { dayOf } from './ask-by-command.ts'
import { type Asker, authorise, standingAt } from './authorise.ts'
import { besideAnswers, type Form, notAllowed, type Sent, type Wrong } from './form.ts'
import { busyWith } from './in-the-way.ts'
import type { Onlooker } from './world.ts'

/** Every question as an input, with the choices there are now. */
export function openRegister(repository: Repository, channel: string): Modal {
  return registerModal(
    REGISTER_QUESTIONS.map(question => inputOf(question, repository)),
    channel,
  )
}

export const registerForm: Form = {
  async wrong(world, sent) {
    const at = await standingAt(world, sent.place)
    const { asker } = authorise(at, [])
    if (asker === undefined) return undefined
    const registration = registrationOf(sent)
    return wrongOf(at.repository, registration) ?? (await takenName(world, asker, registration))
  },
  async asks(world, sent) {
    const { asker, no } = authorise(await standingAt(world, sent.place), [])
    if (asker === undefined) return notAllowed(no)
    const registration = registrationOf(sent)
    return askChange(world, {
      asker,
      plan: repository => planRegister(repository, registration, dayOf(world.now())),
      reason: says.registerForm.reason(registration.name.trim()),
      door: 'slack',
    })
  },
}

function inputOf({ key, asks, choices, named, otherwise }: RegisterQuestion, repository: Repository): Input {
  const input = {
    id: key,
    label: asks,
    ...(otherwise === '' && { optional: true as const }),
    ...(otherwise && { initial: otherwise }),
  }
  if (choices === undefined) return { ...input, is: 'text', lines: 'one', minLength: 0, maxLength: 80 }
  const all = choices(repository).map(value => ({ value, text: named?.(value, repository) ?? value }))
  return { ...input, is: 'select', choices: all }
}

function registrationOf({ values }: Sent): Registration {
  return Object.fromEntries(REGISTER_QUESTIONS.map(({ key }) => [key, values[key] ?? ''])) as unknown as Registration
}

/** Somebody has asked for a model of this id, and it is not there yet. */
async function takenName(world: Onlooker, asker: Asker, registration: Registration): Promise<Wrong | undefined> {
  const id = slug(registration.name)
  const busy = await busyWith(world, { id })
  if (busy === undefined) return undefined
  return { name: refusedLine(says.registerForm.taken(id, asker.sees(busy) ? busy.pull?.pull : undefined)) }
}

function wrongOf(repository: Repository, registration: Registration): Wrong | undefined {
  return besideAnswers(misunderstood(repository, answersOf(registration)))
}
