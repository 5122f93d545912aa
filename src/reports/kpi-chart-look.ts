/** After Okabe and Ito, darker where words have them: nearly everyone tells them apart; strokes and shapes do so without colour. */
export const INK = {
  ran: '#006BA6',
  other: '#656C75',
  bad: '#B84700',
  warning: '#8A5A00',
  text: '#1D1C1D',
  quiet: '#5B6068',
}

/** In the picture's own pixels; the edge draws it larger. */
export const WIDTH = 560
export const HEIGHT = 270
/** Two labels above each other need this much. */
export const LABEL_HEIGHT = 18

/** Everything of the specification that is the same for every chart. */
export const chartConfig = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  background: 'white',
  /** Fixed, since without a canvas the widths of texts are guessed, badly. */
  autosize: 'none',
  padding: { left: 62, right: 112, top: 100, bottom: 56 },
  width: WIDTH,
  height: HEIGHT,
  config: {
    font: 'Inter',
    view: { stroke: null },
    title: {
      anchor: 'start',
      frame: 'group',
      dx: -40,
      fontSize: 21,
      fontWeight: 700,
      color: INK.text,
      subtitleFontSize: 14,
      subtitleColor: INK.quiet,
      subtitlePadding: 6,
      offset: 20,
    },
    axis: {
      labelFontSize: 13,
      labelColor: INK.quiet,
      titleFontSize: 12.5,
      titleFontWeight: 400,
      titleColor: INK.quiet,
      titlePadding: 8,
      domainColor: '#B8BDC4',
      tickColor: '#B8BDC4',
      gridColor: '#ECEEF0',
    },
    text: { fontSize: 13.5 },
  },
}
