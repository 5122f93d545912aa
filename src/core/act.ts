import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { ChannelId, closed } from './naming.ts'

/** What a playbook may do by itself. What changes a file is only asked for, and approved as everything else is. */
export const Act = Type.Union([
  Type.Object({ act: Type.Literal('notify'), channel: ChannelId }, { ...closed, description: says.act.notify }),
  Type.Object(
    {
      act: Type.Literal('issue'),
      labels: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 10, uniqueItems: true }),
      ),
    },
    { ...closed, description: says.act.issue },
  ),
  Type.Object({ act: Type.Literal('retrain') }, { ...closed, description: says.act.retrain }),
  Type.Object({ act: Type.Literal('rollback') }, { ...closed, description: says.act.rollback }),
  Type.Object({ act: Type.Literal('hold') }, { ...closed, description: says.act.hold }),
])
export type Act = Static<typeof Act>
export type ActName = Act['act']
/** What ends in a pull request. */
export type Asking = Exclude<ActName, 'notify' | 'issue'>

export function asks(act: ActName): act is Asking {
  return act !== 'notify' && act !== 'issue'
}

/** How fast a playbook may go, where it says nothing of it. */
export const COOL_DOWN_HOURS = 24
export const MOST = { count: 3, perDays: 30 } as const
