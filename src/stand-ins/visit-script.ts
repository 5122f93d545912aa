/** What runs on a page: it asks whether anything is new, and puts it in place, never over what somebody is typing. */
export const script = `
const parts = ['places', 'clock', 'head', 'flow', 'acts']
const typing = within => [...within.querySelectorAll('input:not([type=hidden]), textarea, select')].some(field =>
  field.tagName === 'SELECT' ? ![...field.options].some(o => o.selected && o.defaultSelected) && field.selectedIndex > 0
  : field.value !== field.defaultValue)
const isAtEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 80
const address = location.pathname + location.search
const line = document.querySelector('#line')
const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary'

function put(old, fresh) {
  if (!old || !fresh || old.outerHTML === fresh.outerHTML || typing(old)) return
  const open = [...old.querySelectorAll('details')].map(d => d.open)
  const at = [...old.querySelectorAll(focusable)].indexOf(document.activeElement)
  fresh.querySelectorAll('details').forEach((d, n) => { d.open = open[n] ?? d.open })
  old.replaceWith(fresh)
  if (at >= 0) fresh.querySelectorAll(focusable)[at]?.focus({ preventScroll: true })
}

async function look() {
  if (document.hidden) return
  const version = await (await fetch('/kedge/news')).text()
  if (version === document.body.dataset.version) return
  const fresh = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { 'x-only-looking': 'yes' } })).text(), 'text/html')
  const [modal, next] = [document.querySelector('#modal'), fresh.querySelector('#modal')]
  if (!modal.firstElementChild !== !next?.firstElementChild) {
    if (typing(document)) return
    leave(place(), line?.value ?? '')
    location.reload()
    return
  }
  const atEnd = place() === undefined
  for (const id of parts) put(document.getElementById(id), fresh.getElementById(id))
  document.body.dataset.version = fresh.body.dataset.version
  if (atEnd && document.querySelector('.composer')) scrollTo(0, document.documentElement.scrollHeight)
}

async function keepLooking() {
  await look().catch(() => undefined)
  setTimeout(keepLooking, 1500)
}

// What is sent leads back to the page: with the line that was not sent yet, and to its end, but for a form that is opened or closed.
const leave = (y, line, act) => sessionStorage.setItem('left', JSON.stringify({ address, act, y, line }))
addEventListener('submit', ({ target, submitter }) => {
  const y = target.closest('main, #modal') ? place() : undefined
  leave(y, target.contains(line) ? '' : line?.value ?? '', submitter?.value)
})
const left = JSON.parse(sessionStorage.getItem('left') ?? '{}')
sessionStorage.removeItem('left')
const isBack = left.address === address
const stays = isBack && left.y !== undefined && (left.act !== 'submit' || document.querySelector('#modal').firstElementChild)
if (isBack && line) line.value = left.line
// Until all pictures are there, the page is shorter than it was, and its end is nearer.
const place = () => document.readyState !== 'complete' ? (stays ? left.y : undefined) : isAtEnd() ? undefined : scrollY
const begin = () => !location.hash && line && scrollTo(0, stays ? left.y : document.documentElement.scrollHeight)
begin()
if (stays) addEventListener('load', begin)
// A browser leaves \`autofocus\` alone where the address leads to a place on the page, and takes the focus there when it loads.
addEventListener('load', () => requestAnimationFrame(() => document.querySelector('.modal [autofocus]')?.focus()))
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.querySelector('.modal [value=dismiss]')?.click()
})
keepLooking()
`
