import { lettersIn } from '../reports/clean.ts'
import { denyModal } from '../reports/modals.ts'
import type { Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Pressed, Submitted } from './arrivals.ts'
import { attestForm } from './attest-form.ts'
import { retrainForm, rollbackForm } from './case-forms.ts'
import { dropForm, dropOfForm } from './drop-form.ts'
import { explainForm } from './explain-form.ts'
import { type Form, sentOf, type Wrong } from './form.ts'
import { kpiForm, kpiOfForm } from './kpi-form.ts'
import { registerForm } from './register-form.ts'
import { reopenForm } from './reopen-form.ts'
import { reportAiForm } from './report-ai-form.ts'
import { snoozeForm } from './snooze-form.ts'
import { waiveForm } from './waive-form.ts'
import { withdrawForm } from './withdraw-form.ts'
import type { Onlooker } from './world.ts'

const FORMS: Readonly<Record<string, Form>> = {
  rollback: rollbackForm,
  retrain: retrainForm,
  register: registerForm,
  drop: dropForm,
  'drop-of': dropOfForm,
  snooze: snoozeForm,
  reopen: reopenForm,
  'explain-delay': explainForm,
  'report-ai': reportAiForm,
  waive: waiveForm,
  withdraw: withdrawForm,
  attest: attestForm,
  kpi: kpiForm,
  'kpi-of': kpiOfForm,
}

/** What a form asks for, by the callback its modal carries. */
export function formNamed(callback: string): Form | undefined {
  return Object.hasOwn(FORMS, callback) ? FORMS[callback] : undefined
}

/** The modal a press opens, straight away: its trigger lives three seconds. Undefined for presses that need no words. */
export async function modalFor(world: Onlooker, press: Pressed): Promise<Modal | undefined> {
  if (press.action === 'deny') return denyModal(press.value, press.channel)
  return formNamed(press.action)?.opens?.(world, press)
}

/** The form that follows when this one is sent; then nothing of it is kept. Undefined for those that are the last. */
export async function nextModal(world: Onlooker, form: Submitted): Promise<Modal | undefined> {
  return formNamed(form.callback)?.next?.(world, sentOf(form))
}

/** What is wrong with the answers; then the form stays open. Undefined for good ones. */
export async function wrongIn(world: Onlooker, form: Submitted): Promise<Wrong | undefined> {
  const wrong = formNamed(form.callback)?.wrong
  if (wrong !== undefined) return wrong(world, sentOf(form))
  return lettersIn(form.values.reason ?? '') < 10 ? { reason: says.forms.tooShort } : undefined
}
