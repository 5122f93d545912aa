import { describe, expect, test } from 'vitest'
import { Model } from '../../src/core/model.ts'
import { misfits } from '../../src/repository/schema.ts'
import { reference } from '../../src/starter/reference.ts'

const SHA = `sha256:${'ab'.repeat(32)}`

describe('[B10] a model is known by what its registry calls it', () => {
  test.each([
    ['mlflow:/models/churn/3', 'churn', 'Churn', 'mlflow', '3', 'model'],
    ['models:/credit_risk-eu/Production', 'credit-risk-eu', 'Credit risk eu', 'mlflow', 'Production', 'model'],
    ['arn:aws:sagemaker:eu-west-1:123456789012:model-package/churn/3', 'churn', 'Churn', 'sagemaker', '3', 'model'],
    ['sagemaker:arn:aws-cn:sagemaker:cn-north-1:1:model/churn', 'churn', 'Churn', 'sagemaker', '1.0.0', 'model'],
    ['sas:/modelRepository/Churn Score/2.1', 'churn-score', 'Churn Score', 'sas', '2.1', 'model'],
    ['sas:churn', 'churn', 'Churn', 'sas', '1.0.0', 'model'],
    ['model.xlsx', 'model', 'Model', 'excel', '1.0.0', 'workbook'],
    ['C:\\models\\Credit Risk-v2.3.xlsm', 'credit-risk', 'Credit Risk', 'excel', '2.3', 'workbook'],
    ['s3://bucket/churn/scorer.tar.gz', 'scorer', 'Scorer', 'file', '1.0.0', 'model'],
    ['./scorer.constructor', 'scorer', 'Scorer', 'file', '1.0.0', 'model'],
    ['scorer.RDS', 'scorer', 'Scorer', 'r', '1.0.0', 'model'],
    ['openai:gpt-4o-2024-08-06', 'gpt-4o', 'Gpt 4o', 'llm', '2024-08-06', 'api'],
    ['openai:gpt-4.1', 'gpt-4-1', 'Gpt 4.1', 'llm', 'gpt-4.1', 'api'],
    ['ghcr.io/acme/churn:2.1', 'churn', 'Churn', 'container', '2.1', 'image'],
    ['localhost:5000/churn', 'churn', 'Churn', 'container', '1.0.0', 'image'],
    [`ghcr.io/acme/churn@${SHA}`, 'churn', 'Churn', 'container', 'abababababab', 'image'],
  ])('%s', (at, id, name, type, version, role) => {
    expect(reference(at)).toMatchObject({ id, name, type, version, artifact: { role, at } })
  })

  test('an image has the digest it names, and a file that of what it holds', () => {
    expect(reference(`ghcr.io/acme/churn:2.1@${SHA}`)).toMatchObject({ version: '2.1', artifact: { digest: SHA } })
    expect(reference('model.xlsx', SHA)).toMatchObject({ artifact: { digest: SHA } })
    expect(reference('model.xlsx')).not.toHaveProperty('artifact.digest')
  })

  test.each([
    '',
    'churn',
    'churn:3',
    'mlflow:/models/🙂/3',
    `ghcr.io/acme/churn@sha256:12`,
    'a\nb.xlsx',
    `${'a'.repeat(400)}.xlsx`,
  ])('what does not say which model it is is told with examples: %j', text => {
    expect(reference(text)).toMatchObject({ code: 'unknown-reference', fix: expect.stringContaining('mlflow:/') })
  })

  test('a version that cannot be one is told', () => {
    expect(reference('mlflow:/models/churn/the newest')).toMatchObject({ code: 'odd-version' })
  })

  test('what is read fits the schema of a model', () => {
    for (const at of ['mlflow:/models/churn/3', 'scorer.tar.gz', 'openai:gpt-4.1', `a.b/c:v1@${SHA}`]) {
      const found = reference(at)
      if ('fix' in found) throw new Error(found.says)
      const { id, name, type, version, artifact } = found
      const model = {
        ...{ kind: 'model', id, name, type, useCase: 'any', tier: 'low', owners: { business: 'a', technical: 'a' } },
        ...{ serving: { version, mode: 'batch' }, versions: { [version]: { artifacts: [artifact] } } },
      }
      expect(misfits(Model, model)).toEqual([])
    }
  })
})
