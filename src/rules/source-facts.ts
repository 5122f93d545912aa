import { since } from '../core/calendar.ts'
import { days, type FactTable, list, most, number, text } from './fact-table.ts'

/** Facts of the data sources of a model, by their path below `model.sources.`; missing where it names none. */
export const SOURCE_FACTS: FactTable = {
  ids: list('Its data sources.', ({ model }) => model.sources),
  classifications: list(
    'How sensitive they are.',
    ({ sources, model }) => model.sources && distinct(sources.map(it => it.classification)),
  ),
  personalData: list(
    'Kinds of data about persons in them.',
    ({ sources, model }) => model.sources && distinct(sources.flatMap(it => it.personalData ?? [])),
  ),
  undeclared: number(
    'How many do not say whether they hold data about persons.',
    ({ sources, model }) => model.sources && sources.filter(it => it.personalData === undefined).length,
  ),
  regions: list(
    'Where they lie.',
    ({ sources, model }) => model.sources && distinct(sources.flatMap(it => it.region ?? [])),
  ),
  baseless: number(
    'How many hold data about persons and have no lawful basis.',
    ({ sources, model }) =>
      model.sources && sources.filter(it => it.personalData?.length && it.lawfulBasis === undefined).length,
  ),
  unallowed: number(
    'How many do not name its use case among their allowed uses.',
    ({ sources, model }) => model.sources && sources.filter(it => !it.allowedUses?.includes(model.useCase)).length,
  ),
  uncheckedDays: days('Days since the longest unchecked of them was checked.', ({ sources, model, now }) =>
    model.sources && sources.every(it => it.checked !== undefined)
      ? most(sources.map(it => since(it.checked, now)))
      : undefined,
  ),
}

/** Facts of its use case, by their path below `useCase.`. */
export const USE_CASE_FACTS: FactTable = {
  owner: text('Who answers for the use case.', ({ useCase }) => useCase?.owner),
  risk: text('The class of risk it was put in.', ({ useCase }) => useCase?.risk, [
    'minimal',
    'limited',
    'high',
    'prohibited',
  ]),
  businessUnit: text('Whose it is.', ({ useCase }) => useCase?.businessUnit),
  tags: list('Its tags.', ({ useCase }) => useCase && (useCase.tags ?? [])),
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort()
}
