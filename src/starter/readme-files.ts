import { policyKinds } from '../policies/index.ts'
import { ruleSections } from '../reports/fact-table.ts'
import { kindSections } from '../reports/folder-readme.ts'
import { prose } from '../reports/github-text.ts'
import { listItem } from '../reports/list-item.ts'
import { KEDGE_REPOSITORY } from '../reports/policy-workflow.ts'
import { INVENTORY } from '../repository/inventory.ts'
import { factRows } from '../rules/fact-rows.ts'
import { operatorRows } from '../rules/operator-rows.ts'
import type { Answers, Files } from './answers.ts'

const KEDGE = `https://github.com/${KEDGE_REPOSITORY}`

/** What somebody reads who sees this repository for the first time. `files` is all there is beside them. */
export function readmeFiles({ organisation }: Pick<Answers, 'organisation'>, files: Files): Files {
  const policies = Object.keys(files).filter(path => /^policies\/.*\.yaml$/.test(path))
  return {
    'README.md': top(prose(organisation)),
    'models/README.md': `${MODELS}\n${kindSections(Object.values(INVENTORY))}`,
    'policies/README.md': `${POLICIES}${policies.map(path => row(path, files[path] ?? '')).join('')}\n${allPolicies()}`,
  }
}

function allPolicies(): string {
  return kindSections(Object.values(policyKinds), ruleSections(factRows(), operatorRows()))
}

function top(organisation: string): string {
  return `# Models of ${organisation}

The models that are in use, and the rules they keep, as files. Each change is a pull request.
[Kedge](${KEDGE}) checks it, asks in Slack or on GitHub for the approvals that the rules
demand, and keeps a record of what happened.

- [models/](models/README.md): one file a model, and one a use case.
- [policies/](policies/README.md): one file a rule, and \`people.yaml\`, which says who is who.

In a clone of Kedge, after \`npm ci\`, with this folder as \`<folder>\`:

\`\`\`sh
npx kedge check <folder>               # what is wrong, with file, line and fix
npx kedge codeowners <folder> --write  # after a change of owners or people
npx kedge manifest slack               # what the Slack app is made from; manifest github does the same for GitHub
\`\`\`

The gate is the check \`kedge\`, which the bot sets from outside. Protect \`main\` so that it requires it: see *Connect
GitHub* in Kedge's README. Until the bot runs, the workflow \`policy\` says what is wrong, and it is advice.
`
}

const MODELS = `# Models

One file a model or a use case. The file's name is its \`id\`. To add a model, copy one and change it; no other file has
to know of it. Seven things must be said:

\`\`\`yaml
# yaml-language-server: $schema=model.schema.json
kind: model
id: churn
name: Customer churn
useCase: retention # a file in this folder with kind: use-case
tier: low # low, medium or high: it decides which rules apply
owners: { business: mara, technical: ana } # keys of policies/people.yaml
serving: { version: "3", mode: batch }
\`\`\`

Everything else helps: versions with digest and gates, KPIs with limits and queries, documents, validation, findings,
the way back. An editor that knows YAML schemas completes every key and says what it means; \`kedge check\` says what is
wrong, with file, line and fix. In \`versions\` the oldest stands first; quote a version such as \`"3"\` or \`"1.0"\`, which
YAML reads as a number.

All that may stand here, as the Kedge that wrote this page knows it:
`

const POLICIES = `# Policies

One file a policy. The file's name is its \`id\`, its \`kind\` says what may stand in it. A policy that decides carries
\`examples\`: \`kedge check\` runs them, each must come out as it says, and at least one must be stopped, unless the policy
stops nothing. So the examples are its test, and the quickest way to read it.

Change these files to what holds in your house: a pull request that does is judged by the rules as they were.
Below the list is all that may stand here, as the Kedge that wrote this page knows it.

`

function row(path: string, text: string): string {
  const because = /^because: (.+)$/m.exec(text)?.[1] ?? ''
  const name = path.slice('policies/'.length)
  return listItem(`[${name}](${name}): ${name === 'people.yaml' ? 'Who is who, and in which roles.' : because}`)
}
