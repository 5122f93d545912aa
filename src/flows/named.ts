import type { Document } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { nearest } from '../core/usage.ts'
import { sentence } from '../reports/sentence.ts'
import type { Asked } from './command.ts'
import { visible } from './identity.ts'

export type Named =
  | { readonly model: Model; readonly no?: undefined }
  | { readonly model?: undefined; readonly no: Document }

/** The model somebody named, among those that exist for them here; the others are not even hinted at. */
export function named(
  { repository, who, channel }: Pick<Asked<unknown>, 'repository' | 'who' | 'channel'>,
  id: string,
): Named {
  const models = visible(repository, who, channel)
  const model = models.find(it => it.id === id.toLowerCase())
  if (model) return { model }
  const near = nearest(
    id,
    models.map(it => it.id),
  )
  return {
    no: sentence(
      `There is no model ${id} here.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      '`/kedge models` lists those you may see',
    ),
  }
}
