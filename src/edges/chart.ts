import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'

const WEIGHTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf', '700Bold/Inter_700Bold.ttf']
/** The machine's own fonts are never used: the same specification gives the same picture everywhere. */
const FONTS = WEIGHTS.map(file => fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}`)))
/** Readable where Slack shows a picture small, and not blurred where it is opened. */
const PIXELS_WIDE = 1100

/** A Vega-Lite specification without outside data as PNG. Throws where the specification is not valid. */
export async function draw(spec: object): Promise<Uint8Array> {
  const view = new View(parse(compile(spec as TopLevelSpec).spec), { renderer: 'none', loader: noLoader })
  try {
    const svg = await view.toSVG()
    const font = { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'Inter' }
    return new Resvg(svg, { font, fitTo: { mode: 'width', value: PIXELS_WIDE } }).render().asPng()
  } finally {
    view.finalize()
  }
}

const refuse = () => Promise.reject(new Error('a chart loads nothing from outside'))
const noLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as ReturnType<
  typeof import('vega').loader
>
