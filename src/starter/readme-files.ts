import { policyKinds } from '../policies/index.ts'
import { ruleSections } from '../reports/fact-table.ts'
import { kindSections } from '../reports/folder-readme.ts'
import { prose } from '../reports/github-text.ts'
import { listItem } from '../reports/list-item.ts'
import { KEDGE_REPOSITORY } from '../reports/policy-workflow.ts'
import { INVENTORY } from '../repository/inventory.ts'
import { factRows } from '../rules/fact-rows.ts'
import { operatorRows } from '../rules/operator-rows.ts'
import { says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'

const KEDGE = `https://github.com/${KEDGE_REPOSITORY}`

/** What somebody reads who sees this repository for the first time. `files` is all there is beside them. */
export function readmeFiles({ organisation }: Pick<Answers, 'organisation'>, files: Files): Files {
  const policies = Object.keys(files).filter(path => /^policies\/.*\.yaml$/.test(path))
  return {
    'README.md': says.readmeFiles.top(prose(organisation), KEDGE),
    'models/README.md': `${says.readmeFiles.models}\n${kindSections(Object.values(INVENTORY))}`,
    'policies/README.md': `${says.readmeFiles.policies}\n${policies.map(path => row(path, files[path] ?? '')).join('')}\n${allPolicies()}`,
  }
}

function allPolicies(): string {
  return kindSections(Object.values(policyKinds), ruleSections(factRows(), operatorRows()))
}

function row(path: string, text: string): string {
  const because = /^because: (.+)$/m.exec(text)?.[1] ?? ''
  const name = path.slice('policies/'.length)
  return listItem(`[${name}](${name}): ${name === 'people.yaml' ? says.readmeFiles.whoIsWho : because}`)
}
