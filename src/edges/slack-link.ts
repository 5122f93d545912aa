import type { Eyes } from '../flows/world.ts'

/** Where people look at a message, in a workspace at `home`; without its thread Slack opens the channel, where no reply is seen. */
export function slackLink(home: string, { channel, ts, thread }: Parameters<Eyes['messageUrl']>[0]): string {
  const url = `${home}archives/${channel}/p${ts.replace('.', '')}`
  return thread === undefined ? url : `${url}?${new URLSearchParams({ thread_ts: thread, cid: channel })}`
}
