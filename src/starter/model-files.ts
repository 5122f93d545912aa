import type { People } from '../core/people.ts'
import { slug } from '../core/slug.ts'
import { yamlScalar } from '../repository/yaml-scalar.ts'
import type { Answers, Files } from './answers.ts'

const HEADER = '# yaml-language-server: $schema=model.schema.json\n'

/** The first model, and what it is used for. An id names one thing in the whole repository: those of policies are `taken`. */
export function modelFiles(answers: Answers, taken: readonly string[]): Files {
  const id = taken.includes(answers.model.id) ? `${answers.model.id}-model` : answers.model.id
  const wanted = slug(answers.useCase)
  const useCase = wanted === '' || [...taken, id].includes(wanted) ? slug(`use-of-${id}`) : wanted
  const named = { ...answers, model: { ...answers.model, id } }
  return {
    [`models/${id}.yaml`]: modelFile(named, useCase),
    [`models/${useCase}.yaml`]: useCaseFile(answers, useCase),
  }
}

function modelFile(answers: Answers, useCase: string): string {
  const { model, tier, today } = answers
  const version = yamlScalar(model.version)
  const stage = tier !== 'low' ? `stage: production # one of policies/model-life.yaml\nstageSince: ${today}\n` : ''
  return `${HEADER}# Above the empty line stands what every model must say; below it, what its rules ask for or what helps.
kind: model
id: ${model.id}
name: ${yamlScalar(model.name)}
useCase: ${useCase}
tier: ${tier} # low, medium or high: it decides which rules apply
owners: ${ownersOf(answers)}
serving: { version: ${version}, mode: batch } # or triggered, or realtime

type: ${model.type}
${stage}versions: # oldest first
  ${version}:
    artifacts:
      - role: ${model.artifact.role}
        at: ${yamlScalar(model.artifact.at)}
${digestLine(model.artifact.digest)}    # Once it has passed its tests, say so: only then can it be a way back.
    # gates: { passed: ${today}, evidence: where the results are }
`
}

function digestLine(digest: string | undefined): string {
  return digest === undefined ? '' : `        digest: ${digest}\n`
}

function ownersOf({ owners: { business, technical }, people, tier, owners }: Answers): string {
  const validator = tier === 'high' ? independentValidator(people, Object.values(owners)) : undefined
  const last = validator === undefined ? '' : `, validator: ${validator}`
  return `{ business: ${business}, technical: ${technical}${last} }`
}

/** Somebody who may validate it and owns nothing of it. */
export function independentValidator(people: People['people'], owners: readonly string[]): string | undefined {
  return Object.keys(people).find(id => !owners.includes(id) && people[id]?.roles.includes('model-validation'))
}

function useCaseFile({ useCase, owners }: Answers, id: string): string {
  return `${HEADER}# What models are used for, in the words of the business. Several models may name it.
kind: use-case
id: ${id}
name: ${yamlScalar(useCase)}
owner: ${owners.business}
`
}
