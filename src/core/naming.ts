import Type, { type Static, type TString } from 'typebox'
import { says } from '../words/says.ts'

/** Closed objects everywhere: an unknown key is an error, with the nearest known key as its fix. */
export const closed = { additionalProperties: false } as const

export const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60, description: says.naming.id })
export const PersonId = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40, description: says.naming.personId })
export const VersionId = Type.String({
  pattern: '^[0-9A-Za-z][0-9A-Za-z.+-]*$',
  maxLength: 60,
  description: says.naming.versionId,
})
export const KpiId = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 40 })
export const ChannelId = Type.String({
  pattern: '^[CG][A-Z0-9]{2,}$',
  description: says.naming.channelId,
})
/** An open word: no tool, task or stage is demanded by name. */
export const Word = Type.String({ pattern: '^[a-z][a-z0-9]*([-.][a-z0-9]+)*$', maxLength: 40 })
export const Tier = Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')])
export type Tier = Static<typeof Tier>
export const Day = Type.String({ format: 'date', description: says.naming.day })

/** The same form, said in other words. */
export function described(form: TString, description: string): TString {
  return { ...form, description } as TString
}
