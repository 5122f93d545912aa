import { type Complaint, policyKind } from '../core/policy-kind.ts'
import { Regulation } from '../core/regulation.ts'

export default policyKind({
  kind: 'regulation',
  summary: 'Clauses of a law, a standard or a guidance, in plain words and with their dates, for guardrails to cite.',
  schema: Regulation,
  complaints: ({ clauses }) =>
    Object.entries(clauses).flatMap(([id, { applies, until }]): Complaint[] => {
      if (applies === undefined || until === undefined || until >= applies) return []
      const says = `It ends on ${until}, before it applies on ${applies}.`
      const fix = 'Swap the two days, or correct one of them'
      return [{ at: ['clauses', id, 'until'], code: 'ends-before-it-applies', says, fix }]
    }),
})
