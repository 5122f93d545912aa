import { CHANGE_KINDS } from '../core/change.ts'
import { wayBack } from '../core/comparison.ts'
import { type Block, type Document, strong } from '../core/document.ts'
import { policiesOf, selects } from '../core/policy-kind.ts'
import { ticked } from '../core/ticked.ts'
import { nearest } from '../core/usage.ts'
import { command } from '../flows/command.ts'
import { evidenceOf, findingsOf } from '../flows/evidence.ts'
import { named } from '../flows/named.ts'
import approvals from '../policies/approvals.ts'
import { clauseBlocks } from '../reports/clause-words.ts'
import { findingBlocks } from '../reports/findings.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'explain',
  usage: '<model> [<change>]',
  summary: 'Every rule that applies to a change of a model, its answer now, and who would have to approve.',
  async run(asked) {
    const { model, no } = named(asked, asked.args.model)
    if (!model) return no
    const kind = CHANGE_KINDS.find(it => it === (asked.args.change ?? 'rollback').toLowerCase())
    if (kind === undefined) {
      const near = nearest(asked.args.change ?? '', CHANGE_KINDS)
      return sentence(
        `There is no change ${asked.args.change}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
        `one of ${CHANGE_KINDS.join(', ')}`,
      )
    }
    const { version } = await evidenceOf(asked.world, model)
    const to = kind === 'rollback' ? wayBack(model, version) : undefined
    const by = asked.who.is === 'person' ? asked.who.id : asked.who.account
    const findings = await findingsOf(asked.world, model, {
      kind,
      from: version,
      ...(to !== undefined && { to }),
      by,
      door: 'command',
    })
    const rules = policiesOf(asked.repository, approvals).filter(
      rule => rule.covers.includes(kind) && selects(rule.appliesTo, model),
    )
    const title = `${model.name}: ${kind}${to === undefined ? '' : ` from ${version} to ${to}`}`
    return explained(title, findings, clauseBlocks(asked.repository, findings), rules)
  },
})

function explained(
  title: string,
  findings: Parameters<typeof findingBlocks>[0],
  clauses: readonly Block[],
  rules: readonly {
    id: string
    because: string
    withinHours: number
    merge: string
    needs: readonly { role: string; count: number }[]
  }[],
): Document {
  const needs = rules.map(rule => [
    strong(rule.id),
    `: ${rule.needs.length === 0 ? 'nobody needs to approve' : rule.needs.map(need => `${need.count} of ${need.role}`).join(', ')}, within ${rule.withinHours} hours, merge ${rule.merge}. ${rule.because}`,
  ])
  return {
    summary: title,
    blocks: [
      { is: 'text', words: [strong(title)] },
      ...(findings.length > 0 ? findingBlocks(findings) : [{ is: 'text', words: ['No guardrail applies.'] } as const]),
      ...clauses,
      ...(needs.length > 0
        ? [{ is: 'list', items: needs } as const]
        : [
            {
              is: 'note',
              words: ticked(
                'No approvals policy covers this change, so it is blocked. fix: add one to policies/; `needs: []` says that nobody needs to approve',
              ),
            } as const,
          ]),
    ],
  }
}
