/** What Slack refused, in the terms of `OutsideError`, naming the call and what may be missing. */
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { OutsideError, type OutsideFault } from '../core/outside.ts'
import { SLACK_CALLS, SLACK_LOOKS, SLACK_SCOPES, type SlackCall } from '../core/slack-app.ts'

/** Only what the client throws is translated; anything else is our own bug and stays what it is. */
export function asOutside(call: SlackCall, error: unknown): unknown {
  const told = (is: OutsideFault, says: string, fix: string, retryAfterS?: number) =>
    new OutsideError(is, `Slack, ${call}: ${says}\n  fix: ${fix}`, {
      cause: error,
      ...(retryAfterS !== undefined && { retryAfterS }),
    })
  if (error instanceof WebAPIRateLimitedError) return told('limited', 'too many calls', waiting, error.retryAfter)
  if (error instanceof WebAPIRequestError) return told('unavailable', error.original.message, again)
  if (error instanceof WebAPIHTTPError) {
    // What Slack itself refuses comes with 200 and a word; a bare 403 is somebody's in between, and ends some day.
    const fix = error.statusCode >= 500 ? again : 'look at the proxy in between; it is tried again'
    return told('unavailable', `HTTP ${error.statusCode}`, fix)
  }
  if (error instanceof WebAPIPlatformError) return refused(call, error, told)
  if (error instanceof Error && /^Retry header/.test(error.message))
    return told('limited', 'too many calls', waiting, 30)
  if (error instanceof Error && /upload/i.test(error.message)) return told('unavailable', error.message, again)
  return error
}

type Tell = (is: OutsideFault, says: string, fix: string, retryAfterS?: number) => OutsideError

const waiting = 'wait; if it comes often, let fewer cards go to one channel'
const again = 'nothing to do: it is looked at and tried again; see https://slack-status.com'

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
const outside = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'no_permission', 'restricted_action']

function refused(call: SlackCall, { data }: WebAPIPlatformError, told: Tell): OutsideError {
  const error = String(data.error ?? '')
  const more = (data.response_metadata?.messages ?? []).slice(0, 3).join('; ').slice(0, 500)
  const says = more === '' ? error : `${error}: ${more}`
  if (!/^[a-z][\w:]*$/.test(error)) return told('unavailable', 'an answer that makes no sense', again)
  if (limits.includes(error)) return told('limited', says, waiting, 30)
  if (outages.includes(error)) return told('unavailable', says, again)
  if (gone.includes(error))
    return told('moved', says, 'look again; the message is posted anew where it is still wanted')
  if (late.includes(error)) return told('moved', says, 'press again: a button may open a form for three seconds')
  if (outside.includes(error)) return told('denied', says, 'invite the bot into the channel: /invite @kedge')
  if (tokens.includes(error)) return told('denied', says, 'give the bot token of the installed app (xoxb-…)')
  if (error === 'missing_scope')
    return told('denied', says, `add the scopes ${scopesOf(call)} to the app and install it again`)
  return told('denied', says, `see https://docs.slack.dev/reference/methods/${call.toLowerCase()} for what it means`)
}

function scopesOf(call: SlackCall): string {
  const needed: readonly string[] = { ...SLACK_CALLS, ...SLACK_LOOKS }[call]
  return SLACK_SCOPES.filter(scope => needed.includes(scope.name))
    .map(scope => `${scope.name} (${scope.because})`)
    .join(', ')
}
