/** How channels look, by day and by night; every pair of colours is readable (WCAG AA). */
export const css = `
:root { color-scheme: light dark; --page: #fff; --ink: #1d1c1d; --soft: #616061; --line: #e3e3e3; --link: #1264a3; --side: #3b1d3f; --wash: #f8f6f1
  ; --edge: #bbb; --badge: #e8e8e8; --chip: #e8f2fa; --code: #f8f8f8; --red: #c01343; --green: #007a5a; --found: #fff8d6 }
@media (prefers-color-scheme: dark) { :root { --page: #1a1d21; --ink: #e4e4e5; --soft: #b3b3b6; --line: #3a3d42; --link: #6cb7ee; --side: #2a1530; --wash: #25241f
  ; --edge: #6a6d73; --badge: #34373b; --chip: #16324a; --code: #24272b; --red: #ff8fa8; --found: #3a3414 } }
* { box-sizing: border-box; margin: 0 }
body { display: flex; min-height: 100vh; background: var(--page); color: var(--ink); font: 15px/1.47 Lato, Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
nav { flex: 0 0 190px; padding: 16px 10px; background: var(--side); color: #e9dfea }
nav h1 { padding: 0 10px 14px; font-size: 18px; color: #fff }
nav a { display: block; padding: 3px 10px; border-radius: 6px; color: #d6c5d8; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
nav a i { display: inline-block; width: 20px; font-style: normal; opacity: .75 }
nav .here { background: #fff; color: #39063a; font-weight: 600 }
main { flex: 1; min-width: 0; padding-bottom: 32px }
main > header { position: sticky; top: 0; z-index: 1; display: flex; gap: 12px; align-items: baseline; padding: 14px 24px; background: var(--page); border-bottom: 1px solid var(--line) }
header h2 { font-size: 18px } header span, header p { color: var(--soft); font-size: 13px }
.empty { padding: 40px 24px; color: var(--soft) }
.day { display: flex; justify-content: center; margin: 18px 24px 6px; border-top: 1px solid var(--line) }
.day span { margin-top: -14px; padding: 2px 14px; border: 1px solid var(--line); border-radius: 14px; background: var(--page); font-size: 13px; font-weight: 600 }
article { display: flex; gap: 10px; padding: 8px 24px }
article:target { background: var(--found) }
.avatar { flex: 0 0 36px; height: 36px; border-radius: 8px; color: #fff; font: 700 14px/36px Lato, Inter, Arial, sans-serif; text-align: center }
.avatar.bot { background: #12344d; font-size: 19px }
.colour0 { background: #1d5fa8 } .colour1 { background: #8a3f1c } .colour2 { background: #2f6b3a } .colour3 { background: #7a2e7a }
.colour4 { background: #6b5b12 } .colour5 { background: #a1303f } .colour6 { background: #3d4f7a }
.said { flex: 1; min-width: 0; max-width: 680px }
.by { display: flex; gap: 7px; align-items: baseline; line-height: 1.3 }
.app { padding: 0 4px; border-radius: 3px; background: var(--badge); color: var(--soft); font-size: 10px; font-weight: 700; line-height: 15px }
time, .edited { color: var(--soft); font-size: 12px }
.text, .fields p { overflow-wrap: anywhere } .markdown { white-space: pre-wrap }
h3 { margin: 6px 0 2px; font-size: 18px; line-height: 1.33 }
hr { margin: 12px 0; border: 0; border-top: 1px solid var(--line) }
.section { display: flex; gap: 16px; margin: 4px 0 } .words { flex: 1; min-width: 0 }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin-top: 4px }
.context { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: center; margin: 4px 0; color: var(--soft); font-size: 13px }
.small { width: 20px; height: 20px; border-radius: 3px } .thumb { width: 88px; height: 88px; border-radius: 8px; object-fit: cover }
figure { margin: 6px 0 } figcaption { margin-bottom: 4px; font-weight: 600; font-size: 14px }
.picture { display: block; max-width: 100%; max-height: 420px; border: 1px solid var(--line); border-radius: 8px }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 4px }
.button { display: inline-block; padding: 4px 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--page); color: var(--ink); font-size: 14px; font-weight: 600; line-height: 22px; white-space: nowrap }
.button.primary { border-color: var(--green); background: var(--green); color: #fff } .button.danger { border-color: var(--red); color: var(--red) }
.menu i { margin-left: 8px; font-style: normal; color: var(--soft) }
.thread { margin: 0 0 6px 62px; border-left: 3px solid var(--line) }
.thread article { padding: 6px 16px } .thread .avatar { flex-basis: 28px; height: 28px; font-size: 12px; line-height: 28px } .thread .bot { font-size: 15px }
.thread .count { padding: 2px 16px; color: var(--link); font-size: 13px; font-weight: 600 }
.private { background: var(--wash) } .only { color: var(--soft); font-size: 12px } .only svg { width: 13px; height: 13px; margin-right: 5px; vertical-align: -2px }
.mention { padding: 0 2px; border-radius: 3px; background: var(--chip); color: var(--link) }
code { padding: 1px 4px; border: 1px solid var(--line); border-radius: 4px; background: var(--code); color: var(--red); font: 12.5px/1.5 ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', monospace }
pre { margin: 4px 0; padding: 8px; border: 1px solid var(--line); border-radius: 4px; background: var(--code); font: 12.5px/1.5 ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere }
blockquote { padding-left: 12px; border-left: 4px solid var(--line) } .typed .text { margin-top: 2px }
.lock { width: 12px; height: 13px; vertical-align: -1px }
@media (max-width: 640px) { nav { display: none } .thread { margin-left: 30px } .fields { grid-template-columns: 1fr } }
`
