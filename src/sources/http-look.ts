import { says } from '../words/says.ts'
import { good, type HttpAsking, type HttpRequest, refused } from './http-exchange.ts'
import { pathFault } from './http-json.ts'

/** Whoever is asked over HTTP, as far as it matters for a look. */
export type LookedAt =
  | { readonly type: 'prometheus' | 'mlflow' }
  | { readonly type: 'http-json'; readonly paths: readonly string[] }

/** Asks for next to nothing, to see that whoever answers is what was meant; nothing comes of it but an error. */
export function* lookOver(to: LookedAt): HttpAsking {
  const reply = yield requestOf(to)
  // Of an API all that is known is where it may be asked: that there is nothing at the top of it is an answer too.
  if (to.type !== 'http-json' || reply.status !== 404) good(reply, says.httpLook[to.type])
  return []
}

function requestOf(to: LookedAt): HttpRequest {
  switch (to.type) {
    case 'prometheus':
      return { path: '/api/v1/query?query=1' }
    case 'mlflow':
      return { path: '/api/2.0/mlflow/experiments/search?max_results=1' }
    case 'http-json': {
      const path = to.paths[0] ?? '/'
      const fault = pathFault(path, to.paths)
      if (fault) throw refused(fault.says, fault.fix)
      return { path }
    }
  }
}
