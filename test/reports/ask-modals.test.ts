import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { besideAnswers } from '../../src/flows/form.ts'
import { attestModal, kpiModal, kpiOfModal, waiveModal } from '../../src/reports/ask-modals.ts'
import { slackModal } from '../../src/reports/slack-blocks.ts'
import { viewProblems } from '../../src/stand-ins/slack-limits.ts'
import type { Modal } from '../../src/words/document.ts'
import { flightDelay } from '../fixtures/world.ts'
import { faces, text } from './document-arbitrary.ts'

/** Every text that files, people or whoever types give. */
function modalsOf(by: string, id: string): readonly Modal[] {
  const kpi = { ...flightDelay.kpis?.mae, name: by, unit: by } as NonNullable<Model['kpis']>[string]
  const model: Model = { ...flightDelay, name: by, kpis: { [id]: kpi, other: { ...kpi, limit: 1e300 } } }
  const typed = {
    filled: { rule: by, models: by, until: by, grantedBy: by, kpi: by, to: by, urgency: by },
    wrong: [by, by],
  }
  const granters = { [id]: { name: by, roles: [by, by] } }
  return [
    waiveModal({ rules: [id, by], models: [model], granters }, typed, 'C1'),
    attestModal([model, { ...model, id: 'reviewed', review: { everyMonths: 6, last: '2001-03-01' } }], typed, 'C1', by),
    kpiOfModal([model], typed, 'C1'),
    kpiModal(model, typed, 'C1'),
  ]
}

test('[E4] [E8] no name, unit, rule or word that was typed breaks a form or is more than words in it', () => {
  fc.assert(
    fc.property(text, fc.stringMatching(/^[a-z][a-z0-9-]{0,79}$/), (by, id) => {
      for (const modal of modalsOf(by, id)) {
        const view = slackModal(modal, faces)
        expect(viewProblems(view), modal.callback).toEqual([])
        // What stands in an input is plain text, in which nothing is a mention.
        const above = (view.blocks as { readonly type: string }[]).filter(({ type }) => type !== 'input')
        expect(JSON.stringify(above).match(/<[!@#h]/), modal.callback).toBeNull()
      }
    }),
    { numRuns: 300 },
  )
})

test('[E4] what stands beside an input is one plain line of a bearable length', () => {
  fc.assert(
    fc.property(text, text, (says, fix) => {
      const wrong = besideAnswers([{ refused: { says, fix, about: 'rule' } }, { refused: { says, fix } }]) ?? {}
      expect(Object.keys(wrong)).toEqual(['rule'])
      expect(wrong.rule?.length).toBeLessThanOrEqual(400)
      expect(wrong.rule).not.toMatch(/[\n`\u202e]/)
    }),
  )
})
