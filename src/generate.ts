import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { githubAppTable } from './core/github-app.ts'
import { ProblemError } from './core/problem.ts'
import { registryIndex } from './core/registry-index.ts'
import type { Repository } from './core/repository.ts'
import { slackAppTable } from './core/slack-app.ts'
import { readFolder } from './edges/disk.ts'
import type { Lifecycle } from './lifecycle/lifecycle.ts'
import { CODEOWNERS, codeowners } from './reports/codeowners.ts'
import { ruleSections } from './reports/fact-table.ts'
import { commandList, filled } from './reports/filled.ts'
import { folderReadme } from './reports/folder-readme.ts'
import { lifecycleSection } from './reports/lifecycle-section.ts'
import { listItem } from './reports/list-item.ts'
import { policyWorkflow } from './reports/policy-workflow.ts'
import { settingsList } from './reports/settings-list.ts'
import { modelSchema, policySchema } from './repository/editor-schema.ts'
import { INVENTORY } from './repository/inventory.ts'
import type { AnyKind } from './repository/kinds.ts'
import { readRepository } from './repository/read-repository.ts'
import { factRows } from './rules/fact-rows.ts'
import { operatorRows } from './rules/operator-rows.ts'
import { says } from './words/says.ts'

/** The folders that are lists: each file's default export is one entry. */
export const REGISTRIES = {
  policies: 'policyKinds',
  effects: 'effects',
  commands: 'commands',
  drift: 'driftMethods',
} as const

/** Every generated file by path, as it should be now. */
export async function freshFiles(root: string): Promise<Record<string, string>> {
  const indexes = await Promise.all(
    Object.entries(REGISTRIES).map(async ([folder, exported]) => {
      const names = await entriesOf(root, folder)
      return [`src/${folder}/index.ts`, registryIndex(exported, names)] as const
    }),
  )
  const kinds = await defaultsOf<AnyKind>(root, 'policies')
  const repository = await repositoryIn(root, kinds)
  return {
    ...Object.fromEntries(indexes),
    'src/README.md': filled(await textOf(join(root, 'src/README.md')), await mapParts(root)),
    'README.md': filled(await textOf(join(root, 'README.md')), await readmeParts(root)),
    'models/model.schema.json': modelSchema(),
    'models/README.md': folderReadme(
      await textOf(join(root, 'models/README.md')),
      '# Models',
      Object.values(INVENTORY),
    ),
    'policies/policy.schema.json': policySchema(kinds),
    'policies/README.md': folderReadme(
      filled(await textOf(join(root, 'policies/README.md')), policyParts(repository)),
      '# Policies',
      kinds,
      ruleSections(factRows(), operatorRows()),
    ),
    [CODEOWNERS]: codeowners(repository),
  }
}

/** Names of the entries of `src/<folder>`, without `.ts`. */
export async function entriesOf(root: string, folder: string): Promise<string[]> {
  const names = await readdir(join(root, 'src', folder)).catch(() => [])
  return names.filter(name => name.endsWith('.ts') && name !== 'index.ts').map(name => name.slice(0, -'.ts'.length))
}

/** From the files themselves: the index may be what is out of date. */
async function defaultsOf<T>(root: string, folder: string): Promise<T[]> {
  const names = await entriesOf(root, folder)
  const modules = await Promise.all(
    names.sort().map(name => import(pathToFileURL(join(root, 'src', folder, `${name}.ts`)).href)),
  )
  return modules.map(module => (module as { default: T }).default)
}

/** This repository’s own models and policies, by the kinds that are there now. */
async function repositoryIn(root: string, kinds: readonly AnyKind[]): Promise<Repository> {
  const { snapshot } = await readFolder(root)
  const byName = Object.fromEntries(kinds.map(kind => [kind.kind, kind]))
  const { repository, problems } = readRepository(snapshot.files, snapshot.commit, byName)
  if (repository === undefined) throw new ProblemError(problems)
  return repository
}

/** What of the README is made from the code. */
async function readmeParts(root: string): Promise<Record<string, string>> {
  return {
    settings: settingsList(),
    slack: slackAppTable(),
    github: githubAppTable(),
    workflow: `\`\`\`yaml\n${policyWorkflow('<commit>')}\`\`\``,
    commands: commandList(await defaultsOf(root, 'commands')),
  }
}

async function mapParts(root: string): Promise<Record<string, string>> {
  const effects = await defaultsOf<{ name: string; summary: string }>(root, 'effects')
  return { effects: effects.map(it => listItem(`\`${it.name}\`: ${it.summary}`)).join('') }
}

/** The pictures of the life cycles there are. */
function policyParts({ policies }: Repository): Record<string, string> {
  const lifecycles = (policies.lifecycle ?? []) as readonly Lifecycle[]
  const byId = lifecycles.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return { lifecycles: byId.map(lifecycleSection).join('\n\n') }
}

async function textOf(path: string): Promise<string> {
  return existsSync(path) ? readFile(path, 'utf8') : ''
}

async function generate(root: string): Promise<void> {
  for (const [path, text] of Object.entries(await freshFiles(root))) {
    if ((await textOf(join(root, path))) === text) continue
    await writeFile(join(root, path), text)
    console.log(says.generate.wrote(path))
  }
}

if (import.meta.main) await generate(dirname(import.meta.dirname))
