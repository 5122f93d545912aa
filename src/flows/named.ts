import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { At } from './authorise.ts'
import { visible } from './identity.ts'

export type Named =
  | { readonly model: Model; readonly no?: undefined }
  | { readonly model?: undefined; readonly no: Document }

/** The model somebody named, among those that exist for them here. */
export function named(at: At, id: string): Named {
  const model = visible(at.repository, at.who, at.channel).find(it => it.id === id.toLowerCase())
  return model ? { model } : { no: noModel(at, id) }
}

/** Said of one that is not there and of one they may not see: the others are not even hinted at. */
export function noModel(at: At, id: string): Document {
  const no = unseenModel(at, id)
  return sentence(no.says, no.fix)
}

export function unseenModel({ repository, who, channel }: At, id: string): { readonly says: string; fix: string } {
  const near = nearest(
    id,
    visible(repository, who, channel).map(it => it.id),
  )
  return says.named.noModel(id, near)
}
