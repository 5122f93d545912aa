import { named } from './visible.ts'

/** Markup that is well-formed already; any other text has to come in through `text` or an attribute. */
export type Xml = { readonly xml: string }

type Attributes = Readonly<Record<string, string | number>>

/** One XML element. Children stand on lines of their own, unless one of them is text, whose spaces count. */
export function element(name: string, attributes: Attributes, children: readonly Xml[] = [], lines = true): Xml {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(String(value))}"`)
  const head = `${name}${given.join('')}`
  if (children.length === 0) return { xml: `<${head}/>` }
  const inside = children.map(child => child.xml).join(lines ? '\n' : '')
  return { xml: lines ? `<${head}>\n${inside}\n</${name}>` : `<${head}>${inside}</${name}>` }
}

/** An element that holds nothing but text. */
export function textElement(name: string, attributes: Attributes, text: string): Xml {
  return element(name, attributes, text === '' ? [] : [{ xml: escaped(text) }], false)
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
}

/** A parser turns line ends and tabs of an attribute into spaces, so they are written as numbers. */
function inAttribute(text: string): string {
  return escaped(text).replace(/[\t\n]/g, sign => `&#${sign.charCodeAt(0)};`)
}

/** What XML 1.0 cannot hold in any way, not even as a number, is shown by its name: `\u0000`. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, named)
    .replace(/[&<>"\r]/g, sign => ENTITIES[sign] ?? sign)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
