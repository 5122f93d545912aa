/** Whether what models ask and call is there: git names connections, and only a deployment knows what they are. */
import type { Model } from '../core/model.ts'
import { failed, type Probe, passed } from '../core/probe.ts'
import { askedOf } from '../core/query-forms.ts'
import type { Repository } from '../core/repository.ts'
import { formFault } from '../sources/asked-form.ts'
import { says } from '../words/says.ts'

export type ConnectionType = Parameters<typeof formFault>[1] | 'webhook'
/** The type of each connection of the deployment, by its name. */
export type ConnectionTypes = Readonly<Record<string, ConnectionType>>

/** A fault that many queries share is told once, with the models it is in. */
export function queryProbes({ models }: Repository, types: ConnectionTypes): readonly Probe[] {
  const probe = 'queries'
  const found = Object.values(models).flatMap(model => faultsOf(model, types).map(it => ({ ...it, model: model.id })))
  const told = Map.groupBy(found, it => `${it.says}\n${it.fix}`)
  if (told.size === 0) {
    const queries = Object.values(models).flatMap(model => Object.values(model.queries ?? {}))
    return [passed(probe, says.doctorQueries.fit(queries.length))]
  }
  return [...told.values()].map(all => {
    const [{ says: wrong, fix } = { says: '', fix: '' }] = all
    const files = [...new Set(all.map(it => it.model))].map(id => `models/${id}.yaml`)
    return failed(probe, says.doctorQueries.inModels(files, wrong), fix)
  })
}

interface Fault {
  readonly says: string
  readonly fix: string
}

function faultsOf({ queries = {}, delivery }: Model, types: ConnectionTypes): readonly Fault[] {
  const asked = Object.values(queries).flatMap(query => {
    const { connection } = query
    const type = typeOf(types, connection)
    if (type === undefined) return [absent(connection, types)]
    if (type === 'webhook') return [says.doctorQueries.callsOnly(connection)]
    return formFault(connection, type, askedOf(query)) ?? []
  })
  const called = delivery && 'webhook' in delivery ? delivery.webhook : undefined
  if (called === undefined || typeOf(types, called) === 'webhook') return asked
  return [...asked, absent(called, types)]
}

const typeOf = (types: ConnectionTypes, name: string) => (Object.hasOwn(types, name) ? types[name] : undefined)

function absent(name: string, types: ConnectionTypes): Fault {
  const type = typeOf(types, name)
  const { absent: isAbsent, notCallable } = says.doctorQueries
  return type === undefined ? isAbsent(name, Object.keys(types)) : notCallable(name, type)
}
