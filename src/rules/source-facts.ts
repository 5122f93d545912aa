import { since } from '../core/calendar.ts'
import { says } from '../words/says.ts'
import { days, type FactTable, list, most, number, text } from './fact-table.ts'

/** Facts of the data sources of a model, by their path below `model.sources.`; missing where it names none. */
export const SOURCE_FACTS: FactTable = {
  ids: list(says.sourceFacts.ids, ({ model }) => model.sources),
  classifications: list(
    says.sourceFacts.classifications,
    ({ sources, model }) => model.sources && distinct(sources.map(it => it.classification)),
  ),
  personalData: list(
    says.sourceFacts.personalData,
    ({ sources, model }) => model.sources && distinct(sources.flatMap(it => it.personalData ?? [])),
  ),
  undeclared: number(
    says.sourceFacts.undeclared,
    ({ sources, model }) => model.sources && sources.filter(it => it.personalData === undefined).length,
  ),
  regions: list(
    says.sourceFacts.regions,
    ({ sources, model }) => model.sources && distinct(sources.flatMap(it => it.region ?? [])),
  ),
  baseless: number(
    says.sourceFacts.baseless,
    ({ sources, model }) =>
      model.sources && sources.filter(it => it.personalData?.length && it.lawfulBasis === undefined).length,
  ),
  unallowed: number(
    says.sourceFacts.unallowed,
    ({ sources, model }) => model.sources && sources.filter(it => !it.allowedUses?.includes(model.useCase)).length,
  ),
  uncheckedDays: days(says.sourceFacts.uncheckedDays, ({ sources, model, now }) =>
    model.sources && sources.every(it => it.checked !== undefined)
      ? most(sources.map(it => since(it.checked, now)))
      : undefined,
  ),
}

/** Facts of its use case, by their path below `useCase.`. */
export const USE_CASE_FACTS: FactTable = {
  owner: text(says.sourceFacts.owner, ({ useCase }) => useCase?.owner),
  risk: text(says.sourceFacts.risk, ({ useCase }) => useCase?.risk, ['minimal', 'limited', 'high', 'prohibited']),
  businessUnit: text(says.sourceFacts.businessUnit, ({ useCase }) => useCase?.businessUnit),
  tags: list(says.sourceFacts.tags, ({ useCase }) => useCase && (useCase.tags ?? [])),
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort()
}
