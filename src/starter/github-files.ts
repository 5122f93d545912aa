import { policyKinds } from '../policies/index.ts'
import { CODEOWNERS, codeowners } from '../reports/codeowners.ts'
import { policyWorkflow } from '../reports/policy-workflow.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Files } from './answers.ts'

/** The check of pull requests, by the Kedge of that commit. */
export function workflowFiles(commit: string | undefined): Files {
  return commit === undefined ? {} : { '.github/workflows/policy.yml': policyWorkflow(commit) }
}

/** Whom GitHub asks for reviews; nothing where the files have an error, since half of them would own half of it. */
export function codeownersFiles(files: Files): Files {
  const texts = Object.entries(files).map(([path, text]) => [path, { text, blob: '' }] as const)
  const { repository } = readRepository(Object.fromEntries(texts), 'working-tree', policyKinds)
  return repository === undefined ? {} : { [CODEOWNERS]: codeowners(repository) }
}
