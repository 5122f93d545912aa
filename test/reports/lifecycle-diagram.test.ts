import { describe, expect, test } from 'vitest'
import type { Lifecycle } from '../../src/lifecycle/lifecycle.ts'
import { lifecycleDiagram } from '../../src/reports/lifecycle-diagram.ts'
import { careful } from '../fixtures/lifecycle.ts'

describe('[B3] the picture of a life cycle', () => {
  test('shows every stage, every way with its gate, the timers, and where a model is', () => {
    expect(lifecycleDiagram(careful, 'validation')).toMatchInlineSnapshot(`
      "stateDiagram-v2
        state "development (at most 90 days)" as s0
        state "validation (at most 30 days)" as s1
        state "production" as s2
        state "retired" as s3
        [*] --> s0
        s0 --> s1 : document model-card
        s1 --> s0
        s1 --> s2 : test bias, validated, rule on kpis.mae.value, approved by two validators
        s2 --> s3
        s3 --> [*]
        classDef here fill:#0072B2,stroke:#004A75,color:#FFFFFF
        class s1 here"
    `)
  })

  test('without a model, or with one that is in no stage of it, nothing is highlighted', () => {
    expect(lifecycleDiagram(careful)).not.toContain('class')
    expect(lifecycleDiagram(careful, 'elsewhere')).toBe(lifecycleDiagram(careful))
  })

  test('words from the file stay words, and stages called like words of Mermaid stay stages', () => {
    const approvers = 'one: "two"; %% <b>three</b>\nend note -->'
    const odd: Lifecycle = {
      ...careful,
      start: 'end',
      stages: { end: { says: 'First.' }, note: { says: 'Last.', end: true } },
      transitions: [{ from: 'end', to: 'note', gate: { approvers }, fix: 'Ask' }],
    }
    expect(lifecycleDiagram(odd).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "end" as s0',
      '  state "note" as s1',
      '  [*] --> s0',
      '  s0 --> s1 : approved by one#58; #34;two#34;#59; #37;#37; #60;b#62;three#60;#47;b#62; end note --#62;',
      '  s1 --> [*]',
    ])
  })
})
