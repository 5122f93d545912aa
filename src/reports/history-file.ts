import { Model } from '../core/model.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { type Block, code, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { ModelFile, Section } from './history.ts'
import { plainText } from './history-words.ts'

/** What the model’s own file said then. A file of an older schema is shown as it is: its text is there in any case. */
export function fileSections(file: ModelFile | undefined): Section[] {
  const { model: title, noFile, versions } = says.historyFile
  if (file === undefined) return [{ level: 2, title, blocks: [plainText(noFile)] }]
  const { data } = parseYaml(file.text, file.path)
  const model = data !== undefined && misfits(Model, data).length === 0 ? (data as Model) : undefined
  const text: Block = { is: 'details', summary: file.path, blocks: [{ is: 'code', text: file.text, language: 'yaml' }] }
  return [
    { level: 2, title, blocks: [...(model ? factBlocks(model) : []), text] },
    ...(model ? [{ level: 2, title: versions, blocks: versionBlocks(model) } as const] : []),
  ]
}

function factBlocks(model: Model): Block[] {
  const { labels, kpis: head } = says.historyFile
  const rows: [string, Words][] = [
    [labels.name, [model.name]],
    [labels.useCase, [code(model.useCase)]],
    [labels.tier, [model.tier]],
    [labels.owners, says.historyFile.owners(Object.entries(model.owners))],
    [labels.wanted, says.historyFile.wanted(model.serving.version, model.serving.mode)],
  ]
  const kpis = Object.entries(model.kpis ?? {}).map(([id, it]) => [
    ...[id, it.name, it.kind, it.unit, it.direction],
    ...[it.target, it.baseline, it.limit].map(value => (value === undefined ? '' : `${value}`)),
  ])
  return [{ is: 'facts', rows }, ...(kpis.length === 0 ? [] : [{ is: 'table', head, rows: kpis } as const])]
}

function versionBlocks(model: Model): Block[] {
  const rows = Object.entries(model.versions ?? {}).map(([id, it]) => [
    id,
    it.summary ?? '',
    it.trained ? says.historyFile.trained(it.trained) : says.historyFile.notTrained,
    says.historyFile.metrics(Object.entries(it.metrics ?? {})),
    it.gates ? says.historyFile.gates(it.gates) : says.historyFile.noGates,
    [it.commit, it.digest].filter(part => part !== undefined).join(' '),
  ])
  const { noVersions, versionsHead: head } = says.historyFile
  return [rows.length === 0 ? plainText(noVersions) : { is: 'table', head, rows }]
}
