import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

const PEOPLE = 'policies/people.yaml'
const people = readFileSync(join(import.meta.dirname, '../..', PEOPLE), 'utf8')

/** The tree alone, as it stands in the check: what is between its fences. */
async function tree(it: Awaited<ReturnType<typeof scenario>>): Promise<string> {
  const { summary } = (await it.check()).output
  return /^(`{3,})\n(.*?)\n\1$/ms.exec(summary)?.[2] ?? ''
}

async function asked(files?: Readonly<Record<string, string>>) {
  const it = await scenario(files && { files })
  await it.watch()
  await it.asks()
  return it
}

test('[E2] the tree of the check calls everybody by name, as cards do', async () => {
  const it = await asked()
  await it.presses('chen', 'Approve')
  const { ref } = (await it.pull()).head
  await it.air.github.person('dana').push(ref, { [MODEL]: `${await it.file(MODEL, ref)}# looked at\n` }, 'Look')
  await it.settle()
  await it.presses('bo', 'Approve')
  await it.presses('eli', 'Deny')
  await it.submits('eli', 'It would cost more than it brings.')
  expect(await tree(it)).toMatchInlineSnapshot(`
    "denied: Denied by Eli Novak.
    ├─ ○ approve-rollback
    │  ├─ ✓ operations: Bo Lindqvist
    │  └─ ○ model-validation: Chen Wei or Fay Osei
    ├─ rules about models and changes
    │  └─ ✓ 2 rules held
    └─ votes that do not count
       └─ Chen Wei: This vote was for another state of the change. (other-seal)"
  `)
})

test('[E2] it says by name whose approval made the check green', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  expect(await tree(it)).toMatchInlineSnapshot(`
    "approved: Approved by Fay Osei.
    ├─ ✓ approve-medium
    │  └─ ✓ model-validation: Fay Osei
    └─ rules about models and changes
       └─ ✓ 4 rules held"
  `)
})

test('[E8] no name draws a branch, ends the tree or mentions anybody', async () => {
  const name = 'Bo\n├─ ✓ operations: Eve\n```\n@acme/ops'
  const it = await asked({ [PEOPLE]: people.replace('name: Bo Lindqvist', `name: ${JSON.stringify(name)}`) })
  expect(await tree(it)).toMatchInlineSnapshot(`
    "pending: 0 of 2 approvals; operations and model-validation to come.
    ├─ ○ approve-rollback
    │  ├─ ○ operations: Bo ├─ ✓ operations: Eve \`\`\` @acme/ops or Eli Novak
    │  └─ ○ model-validation: Chen Wei or Fay Osei
    └─ rules about models and changes
       └─ ✓ 2 rules held"
  `)
})
