/** Slack's own markup as HTML. Everything is escaped; only what Slack would mark up is. */

/** The names behind `<@U…>` and `<#C…>`. */
export interface Names {
  person(id: string): string
  channel(id: string): string
  /** Where a link leads on this page; left out, where it says. */
  link?(url: string): string
}

export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, c => entities[c] ?? c)
}

/** `plain_text`: no markup, but emoji by name and line breaks. */
export function plainHtml(text: string): string {
  return escaped(withEmoji(text)).replaceAll('\n', '<br>')
}

/** `mrkdwn`: bold, italic, struck, code, quotes, links, mentions, dates and emoji. Links lead to http(s) and mail only. */
export function mrkdwnHtml(text: string, names: Names): string {
  const kept: string[] = []
  const keep = (html: string) => `\ue000${kept.push(html) - 1}\ue000`
  const marked = text
    .replaceAll('\ue000', '')
    .replace(/```\n?([\s\S]+?)\n?```/g, (_, code) => keep(`<pre>${codeHtml(code)}</pre>`))
    .replace(/`([^`\n]+)`/g, (_, code) => keep(`<code>${codeHtml(code)}</code>`))
    .replace(/<([^<>\n]+)>/g, (_, inside) => keep(referenceHtml(inside, names)))
  const lines = escaped(withEmoji(unescaped(marked)))
    .split('\n')
    .map(quoted)
  const html = emphasised(lines.join('<br>')).replaceAll('</blockquote><br>', '</blockquote>')
  return html.replace(/\ue000(\d+)\ue000/g, (_, n) => kept[Number(n)] ?? '')
}

/** Slack asks writers to escape just these three. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function codeHtml(code: string): string {
  return escaped(unescaped(code))
}

function quoted(line: string): string {
  return line.startsWith('&gt;') ? `<blockquote>${line.slice(4).trim() || '&nbsp;'}</blockquote>` : line
}

/** A mark counts where a word begins and ends, as in Slack: `a_b_c` stays as it is. */
function emphasised(html: string): string {
  const between = (mark: string) =>
    new RegExp(`(^|[\\s(>–—])\\${mark}(\\S(?:[^\\${mark}]*?\\S)?)\\${mark}(?=$|[\\s).,:;!?<–—…])`, 'g')
  return html
    .replace(between('*'), '$1<b>$2</b>')
    .replace(between('_'), '$1<i>$2</i>')
    .replace(between('~'), '$1<s>$2</s>')
}

function referenceHtml(inside: string, names: Names): string {
  const [target = '', label] = inside.split('|')
  const id = target.slice(1)
  if (target.startsWith('@')) return chip(`@${names.person(id)}`)
  if (target.startsWith('#')) return chip(`#${label ?? names.channel(id)}`)
  if (target.startsWith('!date^')) return escaped(label ?? target)
  if (target.startsWith('!')) return chip(`@${label?.replace(/^@/, '') ?? target.slice(1)}`)
  const shown = escaped(unescaped(label ?? target.replace(/^mailto:/, '')))
  return /^(https?:\/\/|mailto:)/.test(target)
    ? `<a href="${escaped(led(unescaped(target), names))}" rel="noreferrer">${shown}</a>`
    : shown
}

/** The address a link has on this page. */
export function led(url: string, { link }: Names): string {
  return link?.(url) ?? url
}

function chip(text: string): string {
  return `<span class="mention">${escaped(text)}</span>`
}

const emoji: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  rotating_light: '🚨',
  no_entry: '⛔',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  red_circle: '🔴',
  white_circle: '⚪',
  lock: '🔒',
  memo: '📝',
  eyes: '👀',
  bell: '🔔',
  no_bell: '🔕',
  rocket: '🚀',
  rewind: '⏪',
  arrow_up: '⬆️',
  arrow_down: '⬇️',
  arrow_right: '➡️',
  chart_with_upwards_trend: '📈',
  chart_with_downwards_trend: '📉',
  bar_chart: '📊',
  mag: '🔍',
  bulb: '💡',
  anchor: '⚓',
  tada: '🎉',
  pencil2: '✏️',
  raised_hand: '✋',
  package: '📦',
  calendar: '📅',
  robot_face: '🤖',
  speech_balloon: '💬',
  page_facing_up: '📄',
  link: '🔗',
  recycle: '♻️',
  question: '❓',
}

function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (all, name) => emoji[name] ?? all)
}
