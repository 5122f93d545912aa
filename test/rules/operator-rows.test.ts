import { expect, test } from 'vitest'
import { parseYaml } from '../../src/repository/yaml-text.ts'
import { factSchema } from '../../src/rules/fact-schema.ts'
import { operatorRows } from '../../src/rules/operator-rows.ts'
import { OPERATORS } from '../../src/rules/rule.ts'
import { lintRule } from '../../src/rules/rule-lint.ts'

test('every operator has its line', () => {
  expect(operatorRows().map(({ operator }) => operator)).toEqual(Object.keys(OPERATORS))
  for (const { says, operator } of operatorRows()) expect(says, operator).toMatch(/^[A-Z].+\.$/)
})

test.each(operatorRows())('the example of $operator is a good rule with it in it', ({ operator, example }) => {
  const { data, problems } = parseYaml(`expect: ${example}\n`, 'policies/x.yaml')
  expect(problems).toEqual([])
  const { expect: rule } = data as { expect: unknown }
  expect(JSON.stringify(rule)).toContain(`"${operator}":`)
  expect(lintRule(rule, factSchema([]))).toEqual([])
})
