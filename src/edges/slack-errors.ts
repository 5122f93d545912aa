/** What Slack refused, in the terms of `OutsideError`, naming the call and what may be missing. */
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { type OutsideError, type OutsideFault, outside } from '../core/outside.ts'
import { SLACK_CALLS, SLACK_LOOKS, SLACK_SCOPES, type SlackCall } from '../core/slack-app.ts'
import { systemCode } from '../core/system-code.ts'
import { says } from '../words/says.ts'

/** Only what the client throws is translated; anything else is our own bug and stays what it is. */
export function asOutside(call: SlackCall, error: unknown): unknown {
  const told: Tell = (is, reason, mends, retryAfterS) =>
    outside(is, [says.slackErrors.refused(call, reason), mends], {
      cause: error,
      ...(retryAfterS !== undefined && { retryAfterS }),
    })
  if (error instanceof WebAPIRateLimitedError) return told('limited', why.tooMany, fix.limited, error.retryAfter)
  if (error instanceof WebAPIRequestError)
    return told('unavailable', why.noAnswer(systemCode(error.original) ?? error.original.message), fix.unavailable)
  if (error instanceof WebAPIHTTPError) {
    // What Slack itself refuses comes with 200 and a word; a bare 403 is somebody's in between, and ends some day.
    return told('unavailable', why.http(error.statusCode), error.statusCode >= 500 ? fix.unavailable : fix.proxy)
  }
  if (error instanceof WebAPIPlatformError) return refused(call, error, told)
  if (error instanceof Error && /^Retry header/.test(error.message))
    return told('limited', why.tooMany, fix.limited, 30)
  if (error instanceof Error && /upload/i.test(error.message))
    return told('unavailable', why.upload(error.message), fix.unavailable)
  return error
}

type Tell = (is: OutsideFault, why: string, fix: string, retryAfterS?: number) => OutsideError

const { why, fix } = says.slackErrors

const outages = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']
const gone = [
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'message_limit_exceeded',
]
const late = [
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
  'invalid_trigger_id',
]
const limits = ['ratelimited', 'rate_limited', 'rate_limit_exceeded']
const tokens = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'org_login_required',
]
const notInside = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'no_permission', 'restricted_action']

function refused(call: SlackCall, { data }: WebAPIPlatformError, told: Tell): OutsideError {
  const error = String(data.error ?? '')
  const more = (data.response_metadata?.messages ?? []).slice(0, 3).join('; ').slice(0, 500)
  const reason = more === '' ? error : `${error}: ${more}`
  if (!/^[a-z][\w:]*$/.test(error)) return told('unavailable', why.senseless, fix.unavailable)
  if (limits.includes(error)) return told('limited', reason, fix.limited, 30)
  if (outages.includes(error)) return told('unavailable', reason, fix.unavailable)
  if (gone.includes(error)) return told('moved', reason, fix.gone)
  if (late.includes(error)) return told('moved', reason, fix.late)
  if (notInside.includes(error)) return told('denied', reason, fix.notInside)
  if (tokens.includes(error)) return told('denied', reason, fix.token)
  if (error === 'missing_scope') return told('denied', reason, fix.scopes(scopesOf(call)))
  return told('denied', reason, fix.look(call.toLowerCase()))
}

function scopesOf(call: SlackCall): typeof SLACK_SCOPES {
  const needed: readonly string[] = { ...SLACK_CALLS, ...SLACK_LOOKS }[call]
  return SLACK_SCOPES.filter(scope => needed.includes(scope.name))
}
