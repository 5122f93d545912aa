import { type Complaint, policyKind } from '../core/policy-kind.ts'
import { Regulation } from '../core/regulation.ts'
import { says } from '../words/says.ts'

export default policyKind({
  kind: 'regulation',
  summary: says.policyRegulation.summary,
  schema: Regulation,
  complaints: ({ clauses }) =>
    Object.entries(clauses).flatMap(([id, { applies, until }]): Complaint[] => {
      if (applies === undefined || until === undefined || until >= applies) return []
      const told = says.policyRegulation.endsFirst({ until, applies })
      return [{ at: ['clauses', id, 'until'], code: 'ends-before-it-applies', ...told }]
    }),
})
