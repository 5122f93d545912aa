import { OutsideError, outside } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import type { HttpAsked } from '../core/query-forms.ts'
import { failureOf } from '../core/trouble.ts'
import { type HttpAsking, refused } from '../sources/http-exchange.ts'
import { askHttpJson, type HttpJsonSettings } from '../sources/http-json.ts'
import { lookOver } from '../sources/http-look.ts'
import { askMlflow, type MlflowSettings } from '../sources/mlflow.ts'
import { askPrometheus, type PrometheusSettings } from '../sources/prometheus.ts'
import { limits, type Row } from '../sources/query-rows.ts'
import { says } from '../words/says.ts'
import { basicOf, type GuardedFetch, openFetch } from './fetch-guarded.ts'

export type Api = PrometheusSettings | HttpJsonSettings | MlflowSettings
/** What is asked over HTTP, by name. */
export type Apis = Readonly<Record<string, Api>>

export interface HttpQueries extends Pick<GuardedFetch, 'interrupt' | 'close'> {
  /** The rows of one query. Throws `ProblemError` and `OutsideError`, both with the name of the connection. */
  query(name: string, asked: HttpAsked, window: Window): Promise<readonly Row[]>
  /** Whether it answers as what it is said to be. Throws as `query` does. */
  look(name: string): Promise<void>
}

interface Window {
  readonly start: Date
  readonly end: Date
}

export function openHttp(apis: Apis, guarded: GuardedFetch = openFetch()): HttpQueries {
  return {
    async query(name, asked, window) {
      const api = apis[name] as Api
      try {
        const rows = await played(askingOf(api, asked, window), guarded.session(api))
        if (rows.length <= limits.rows) return rows
        throw refused(...says.httpQueries.tooMany(limits.rows))
      } catch (error) {
        throw named(error, name, api)
      }
    },
    async look(name) {
      const api = apis[name] as Api
      await played(lookOver(api), guarded.session(api)).catch(error => {
        throw named(error, name, api)
      })
    },
    interrupt: guarded.interrupt,
    close: guarded.close,
  }
}

/** Its requests one after the other, until it has its rows. */
async function played(asking: HttpAsking, ask: ReturnType<GuardedFetch['session']>): Promise<readonly Row[]> {
  let step = asking.next()
  while (!step.done) step = asking.next(await ask(step.value))
  return step.value
}

function askingOf(api: Api, { every, promql = {}, get, mlflow }: HttpAsked, window: Window): HttpAsking {
  switch (api.type) {
    case 'prometheus':
      return askPrometheus({ promql, every }, window)
    case 'http-json':
      return askHttpJson(get as NonNullable<typeof get>, window, api.paths)
    case 'mlflow':
      return askMlflow({ mlflow: mlflow as NonNullable<typeof mlflow>, every }, window)
  }
}

/**
 * Says over which connection it was, in the fix as well: what one fix mends is one trouble. What the other side says may
 * be shown to people, so a credential that it repeats is taken out.
 */
function named(error: unknown, name: string, api: Api): unknown {
  const secrets = [api.token, api.password, basicOf(api)].flatMap(it => it || [])
  const clean = (text: string) => secrets.reduce((said, secret) => said.replaceAll(secret, '[redacted]'), text)
  const of = (told: { readonly says: string; readonly fix: string }) => {
    const [wrong, fix] = says.httpQueries.over(name, told)
    return { says: clean(wrong), fix: clean(fix) }
  }
  if (error instanceof ProblemError) return new ProblemError(error.problems.map(it => ({ ...it, ...of(it) })))
  if (!(error instanceof OutsideError)) return error
  const { is, retryAfterS, cause } = error
  const told = of(failureOf(error, name))
  return outside(is, [told.says, told.fix], { ...(retryAfterS !== undefined && { retryAfterS }), cause })
}
