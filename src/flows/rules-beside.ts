import type { Judged } from '../approvals/judged.ts'
import { boundOf, isShownIn } from '../core/bounds.ts'
import { digestOf } from '../core/canonical.ts'
import type { ChangedFile } from '../core/change.ts'
import { type Change, isOpen, modelsOf, owesReview, sealOf } from '../core/change-state.ts'
import type { Repository } from '../core/repository.ts'
import { rulesBesideNote } from '../reports/rules-beside.ts'
import { isGuard } from '../repository/after-merge.ts'
import { say } from './jobs.ts'
import type { NewJob } from './store.ts'
import { troubleChannel } from './trouble-channel.ts'

/**
 * What is said where rules are approved of a change whose card is elsewhere: the rules in it, and no name of what may not be
 * shown there. Else whoever adds a hidden model to an edit of rules would choose who hears of that.
 */
export function rulesBeside({ change, repository }: Judged, card: string | undefined, url?: string): NewJob[] {
  const channel = troubleChannel(repository)
  const isOfRules = sealOf(change)?.body.parts.some(({ kinds, model }) => !model && kinds.includes('rules'))
  const [pull, owed] = [change.pull?.pull, owesReview(change)]
  if (!isOfRules || pull === undefined || channel === undefined || channel === card) return []
  const files = rulesShown(change, repository, channel)
  if (files.length === 0 || !(owed || isOpen(change))) return []
  const document = rulesBesideNote({ pull, ...(url !== undefined && { url }), files, owed })
  return [say(`rules-beside:${change.id}:${digestOf({ files, owed })}`, 'rules', { channel, document })]
}

/** An exception is about its models, and shown where one of them is; of every rule what names no hidden one. */
function rulesShown(change: Change, { models }: Repository, channel: string): readonly ChangedFile[] {
  const bounds = sealOf(change)?.body.bounds ?? []
  const known = (id: string) => (Object.hasOwn(models, id) ? models[id] : undefined)
  const isSeen = (id: string) => {
    const model = known(id)
    return isShownIn(model ? boundOf(model) : bounds, channel)
  }
  const hidden = modelsOf(change).filter(id => !isSeen(id))
  const names = hidden.flatMap(id => [id, known(id)?.name ?? id])
  const isClean = (text: string) => !names.some(name => text.toLowerCase().includes(name.toLowerCase()))
  return (sealOf(change)?.body.files ?? [])
    .filter(({ path, about }) => (path.startsWith('policies/') || isGuard(path)) && (about?.some(isSeen) ?? true))
    .map(({ path, says }) => ({ path: isClean(path) ? path : 'policies/…', says: says.filter(isClean) }))
}
