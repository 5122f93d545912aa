import type { People } from '../core/people.ts'
import { slug } from '../core/slug.ts'
import { bracketedScalar, yamlScalar } from '../repository/yaml-scalar.ts'
import { says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'
import { yamlHead } from './yaml-comment.ts'

/** The first model, and what it is used for. An id names one thing in the whole repository: those of policies are `taken`. */
export function modelFiles(answers: Answers, taken: readonly string[]): Files {
  const isTaken = taken.includes(answers.model.id)
  const id = isTaken ? `${answers.model.id}-model` : answers.model.id
  const name = isTaken ? says.modelFiles.called(answers.model.name) : answers.model.name
  const wanted = slug(answers.useCase)
  const useCase = wanted === '' || [...taken, id].includes(wanted) ? slug(`use-of-${id}`) : wanted
  const named = { ...answers, model: { ...answers.model, id, name } }
  return {
    [`models/${id}.yaml`]: modelFile(named, useCase),
    [`models/${useCase}.yaml`]: useCaseFile(answers, useCase),
  }
}

function modelFile(answers: Answers, useCase: string): string {
  const { model, tier, today } = answers
  const version = yamlScalar(model.version)
  const stage = tier !== 'low' ? `stage: production # ${says.modelFiles.stage}\nstageSince: ${today}\n` : ''
  return `${yamlHead('model', says.modelFiles.model)}kind: model
id: ${model.id}
name: ${yamlScalar(model.name)}
useCase: ${useCase}
tier: ${tier} # ${says.modelFiles.tier}
owners: ${ownersOf(answers)}
serving: { version: ${version}, mode: batch } # ${says.modelFiles.mode}

type: ${model.type}
${stage}versions: # ${says.modelFiles.versions}
  ${version}:
    artifacts:
      - role: ${model.artifact.role}
        at: ${yamlScalar(model.artifact.at)}
${digestLine(model.artifact.digest)}    # ${says.modelFiles.gates}
    # gates: { passed: ${today}, evidence: ${bracketedScalar(says.modelFiles.evidence)} }
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
  return `${yamlHead('model', says.modelFiles.useCase)}kind: use-case
id: ${id}
name: ${yamlScalar(useCase)}
owner: ${owners.business}
`
}
