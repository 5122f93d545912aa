/** How the pages look that people act on, besides what channels look like. */
import { css as channels } from './slack-page-style.ts'

export const css = `${channels}
button, input, select, textarea { font: inherit; color: inherit }
button { cursor: pointer } ::placeholder { color: var(--soft); opacity: 1 }
.up { display: none; margin-left: auto }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
nav :focus-visible { outline-color: #fff }
main .said a, .home a, .modal .text a { text-decoration: underline }
.said a.button { text-decoration: none }
.skip { position: absolute; left: -999px } .skip:focus { left: 8px; top: 8px; z-index: 9; padding: 8px; background: var(--page) }
nav { flex: 0 0 216px; position: sticky; top: 0; max-height: 100vh; align-self: flex-start; min-height: 100vh; overflow-y: auto }
nav button, #places a { border: 0; background: none; color: #e9dfea; text-align: left }
#places button { display: block; width: 100%; padding: 3px 10px; border-radius: 6px } #places .here { background: #fff; color: #39063a }
#places i { display: inline-block; width: 20px; font-style: normal }
#places a:hover, nav button:hover { background: #5a3560 } #places .here:hover { background: #fff }
.news { padding: 0 7px; border-radius: 9px; background: #c9184a; color: #fff; font-size: 12px }
.person, .time { padding: 0 10px 14px } .person label, .time p, legend { display: block; font-size: 13px; color: #d6c5d8 }
.person select { width: 100%; margin: 3px 0 6px; padding: 4px; border: 1px solid #8d6f92; border-radius: 6px; background: #2a1530; color: #fff }
.time { margin-top: 22px } nav time { color: #e9dfea; font-size: 13px } fieldset { border: 0; padding: 0 } legend { margin: 8px 0 4px; padding: 0 }
nav button.plain { margin-right: 5px; padding: 3px 8px; border: 1px solid #8d6f92; border-radius: 6px; color: #fff; font-size: 13px }
nav details { padding: 0 10px; font-size: 13px; color: #e9dfea } summary { cursor: pointer } nav details p { padding-top: 6px }
kbd { font-family: ui-monospace, Menlo, 'DejaVu Sans Mono', monospace }
main { display: flex; flex-direction: column; min-height: 100vh; padding-bottom: 0 }
#flow { flex: 1; padding-bottom: 20px }
article { scroll-margin-top: 76px }
.actions form, .accessory form { display: contents }
.composer { position: sticky; bottom: 0; padding: 10px 24px 14px; border-top: 1px solid var(--line); background: var(--page) }
.composer label { display: block; margin-bottom: 4px; font-size: 13px; color: var(--soft) }
.row { display: flex; gap: 8px } .row input { flex: 1; min-width: 0 }
main input, main textarea, .modal input, .modal textarea, .modal select { width: 100%; padding: 7px 10px; border: 1px solid #8a8c90; border-radius: 6px; background: var(--page) }
.notice { position: sticky; top: 56px; z-index: 2; margin: 10px 24px; padding: 8px 14px; border: 1px solid var(--red); border-radius: 6px; background: var(--page); color: var(--red); white-space: pre-line }
.home { max-width: 760px; padding: 16px 24px }
.veil { position: fixed; inset: 0; z-index: 5; display: grid; place-items: center; padding: 14px; background: rgb(0 0 0 / .55) }
.modal { display: flex; flex-direction: column; width: 100%; max-width: 640px; max-height: calc(100vh - 28px); border-radius: 10px; background: var(--page) }
.modal h2 { padding: 16px 22px 8px; font-size: 20px } .fields-of { overflow-y: auto; padding: 4px 22px 12px }
.field { margin: 12px 0 } .field label { display: block; margin-bottom: 4px; font-weight: 700 } .field label i { color: var(--soft); font-weight: 400 }
.field .hint { color: var(--soft); font-size: 13px } .field .error { color: var(--red); font-weight: 600 } [aria-invalid] { border-color: var(--red) !important }
.ends { display: flex; flex-direction: row-reverse; gap: 8px; padding: 12px 22px 16px; border-top: 1px solid var(--line) }
.pulls { padding: 12px 24px; list-style: none } .pulls li { padding: 8px 0; border-bottom: 1px solid var(--line) }
.state { padding: 1px 8px; border-radius: 9px; border: 1px solid var(--edge); font-size: 13px } .state.merged, .state.success, .state.open { border-color: var(--green); background: var(--green); color: #fff }
.state.failure, .state.closed, .state.action_required { border-color: var(--red); color: var(--red) }
.pull section { padding: 10px 24px; border-bottom: 1px solid var(--line); min-width: 0 } .pull article { display: block; padding: 6px 0 } .soft { color: var(--soft) }
.pull .markdown { margin: 6px 0; overflow-wrap: anywhere; white-space: normal } .markdown h1, .markdown h2, .markdown h3 { margin: 12px 0 4px; font-size: 16px } .markdown p, .markdown ul { margin: 6px 0 } .markdown ul { padding-left: 22px }
.markdown pre { overflow-x: auto; padding: 8px; border: 1px solid var(--line); border-radius: 6px } .markdown blockquote { margin: 6px 0; padding-left: 10px; border-left: 3px solid var(--edge) } .markdown table { display: block; overflow-x: auto; border-collapse: collapse } .markdown :is(th, td) { padding: 3px 8px; border: 1px solid var(--line); text-align: left }
.diff { padding: 6px 0 } .diff span { display: block; padding: 0 8px; min-height: 1.5em } .diff .added { background: #d9f2df; color: #0b3d1a } .diff .removed { background: #fbe0e3; color: #5c0d1a } .diff .hunk { color: var(--soft) }
.edit label { display: block; margin: 8px 0 3px } .edit textarea { font: 12.5px/1.5 ui-monospace, Menlo, 'DejaVu Sans Mono', monospace } .edit .button, .acts .button { margin-top: 8px } .edit .button { white-space: normal; overflow-wrap: anywhere }
.acts { padding: 12px 24px 20px } .acts form + form { margin-top: 12px } .acts label { font-weight: 700 }
@media (max-width: 640px) {
  body { display: block } nav { display: block; position: static; min-height: 0; max-height: none; padding: 10px 12px } nav h1 { display: none }
  #places { display: flex; flex-wrap: wrap; gap: 4px } #places a, #places button { width: auto; border: 1px solid #8d6f92 } #places i { width: auto; margin-right: 4px }
  .person { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 0 0 10px } .person select { flex: 1; width: auto; margin: 0 }
  .time { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; margin: 10px 0 4px; padding: 0 } nav details { padding: 4px 0 }
  fieldset { display: flex; align-items: center } legend { float: left; margin: 0 8px 0 0 }
  main { min-height: 70vh } .up { display: inline } main > header { padding: 10px 14px; flex-wrap: wrap; gap: 2px 12px } article, .composer, .pull section, .pulls, .acts, .home { padding-left: 14px; padding-right: 14px }
  .thread { margin-left: 14px } .thread article { padding: 6px 8px } .notice { margin: 8px 14px } .ends { padding: 10px 14px 12px } .modal h2, .fields-of { padding-left: 14px; padding-right: 14px }
}
`
