import { type Block, code, person, type Words } from '../core/document.ts'
import { Model } from '../core/model.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import type { ModelFile, Section } from './history.ts'
import { plainText } from './history-words.ts'

/** What the model’s own file said then. A file of an older schema is shown as it is: its text is there in any case. */
export function fileSections(file: ModelFile | undefined): Section[] {
  if (file === undefined)
    return [{ level: 2, title: 'The model', blocks: [plainText('The repository had no file for it then.')] }]
  const { data } = parseYaml(file.text, file.path)
  const model = data !== undefined && misfits(Model, data).length === 0 ? (data as Model) : undefined
  const text: Block = { is: 'details', summary: file.path, blocks: [{ is: 'code', text: file.text, language: 'yaml' }] }
  return [
    { level: 2, title: 'The model', blocks: [...(model ? factBlocks(model) : []), text] },
    ...(model ? [{ level: 2, title: 'Versions', blocks: versionBlocks(model) } as const] : []),
  ]
}

function factBlocks(model: Model): Block[] {
  const owners = Object.entries(model.owners).flatMap(
    ([role, id], i): Words => [i > 0 ? `, ${role} ` : `${role} `, person(id)],
  )
  const rows: [string, Words][] = [
    ['Name', [model.name]],
    ['Use case', [code(model.useCase)]],
    ['Tier', [model.tier]],
    ['Owners', owners],
    ['Wanted version', [code(model.serving.version), `, ${model.serving.mode}`]],
  ]
  const kpis = Object.entries(model.kpis ?? {}).map(([id, it]) => [
    ...[id, it.name, it.kind, it.unit, it.direction],
    ...[it.target, it.baseline, it.limit].map(value => (value === undefined ? '' : `${value}`)),
  ])
  const head = ['KPI', 'Name', 'Kind', 'Unit', 'Direction', 'Target', 'Baseline', 'Limit']
  return [{ is: 'facts', rows }, ...(kpis.length === 0 ? [] : [{ is: 'table', head, rows: kpis } as const])]
}

function versionBlocks(model: Model): Block[] {
  const rows = Object.entries(model.versions ?? {}).map(([id, it]) => [
    id,
    it.summary ?? '',
    it.trained ? `${it.trained.from} to ${it.trained.to}${it.trained.data ? `, ${it.trained.data}` : ''}` : 'not said',
    Object.entries(it.metrics ?? {})
      .map(([kpi, value]) => `${kpi} ${value}`)
      .join(', '),
    it.gates ? `${it.gates.passed}${it.gates.evidence ? `: ${it.gates.evidence}` : ''}` : 'not passed',
    [it.commit, it.digest].filter(part => part !== undefined).join(' '),
  ])
  const head = ['Version', 'What', 'Trained on', 'Metrics', 'Gates passed', 'Commit and digest']
  return [rows.length === 0 ? plainText('The file lists no versions.') : { is: 'table', head, rows }]
}
