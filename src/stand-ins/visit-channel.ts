/** A channel and the Home of the app, as one person sees them. */
import type { Loose } from './emulate.ts'
import { drawingOf, flowHtml, lock } from './slack-flow.ts'
import { escaped } from './slack-mrkdwn.ts'
import { knownIn, talkOf } from './slack-talk.ts'
import type { SlackMessage } from './slack-workspace.ts'
import { formControls, pressing } from './visit-controls.ts'
import type { Page } from './visit-frame.ts'
import { formHtml, type Visit } from './visit-house.ts'
import { homeHtml, modalHtml } from './visit-view.ts'

type Drawn = Omit<Page, 'notice' | 'version'>

export function channelPage(visit: Visit, channel: Loose): Drawn {
  const { slack } = visit.house
  const talk = talkOf(slack.workspace, channel, visit.as.id)
  const works = {
    ...talk,
    controlsOf: ({ ts, channel_id, blocks }: SlackMessage) =>
      formControls(visit, blocks, { ts, channel: channel.name, channel_id }),
  }
  return {
    title: `#${channel.name}`,
    here: channel.name,
    head: `<h2>${channel.is_private ? lock : '#'} ${escaped(channel.name)}</h2><span>${channel.members.length} members</span><p>${escaped(channel.topic?.value ?? '')}</p>`,
    body: `<div id="flow">${flowHtml(works)}</div>${composerHtml(visit, channel)}`,
    ...onTop(visit),
  }
}

export function homePage(visit: Visit): Drawn {
  const view = visit.house.slack.person(visit.as.id).home()
  const drawing = drawingOf(
    knownIn(visit.house.slack.workspace),
    view && formControls(visit, view.blocks, { view: 'home' }),
  )
  return {
    title: 'App Home',
    here: 'home',
    head: '<h2>App Home</h2><p>Kedge</p>',
    body: `<div id="flow">${homeHtml(view, drawing)}</div>`,
    ...onTop(visit),
  }
}

/** The modal that is open on this person’s screen, whatever they look at. */
function onTop(visit: Visit): Pick<Page, 'modal'> {
  const { slack } = visit.house
  const view = slack.person(visit.as.id).modal()
  if (!view) return {}
  const drawing = drawingOf(knownIn(slack.workspace), pressing(visit))
  return { modal: modalHtml(visit, view, drawing) }
}

function composerHtml(visit: Visit, { name }: Loose): string {
  const says = `Say something in #${name} as ${visit.as.realName ?? visit.as.name}, or type a command`
  const inside = `<label for="line">${escaped(says)}</label>
<div class="row"><input id="line" name="line" autocomplete="off" spellcheck="false" maxlength="3000" placeholder="/kedge help" required><button class="button primary">Send</button></div>`
  return formHtml(visit, { act: 'line', channel: name }, inside, 'class="composer"')
}
