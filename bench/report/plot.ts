import { type Axis, axisOf, percentileAxis } from './axis.ts';
import type { Plot, Series } from './result.ts';

const width = 720;
const height = 400;
const frame = { left: 78, right: 40, top: 62, bottom: 52 };
const plotWidth = width - frame.left - frame.right;
const plotHeight = height - frame.top - frame.bottom;

/** Neutral on light and dark pages alike; series differ in colour and in their markers. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #3d4450 }
  .title { font-weight: 600; font-size: 15px }
  .grid { stroke: #9aa3b2; stroke-opacity: .35 }
  .line { fill: none; stroke-width: 2 }
  .s0 { stroke: #2463c4; fill: #2463c4 } .s1 { stroke: #b45309; fill: #b45309 } .s2 { stroke: #52752c; fill: #52752c }
  .s3 { stroke: #8a3fa0; fill: #8a3fa0 }
  @media (prefers-color-scheme: dark) {
    text { fill: #c9d1dc }
    .s0 { stroke: #7db1ff; fill: #7db1ff } .s1 { stroke: #f0a35a; fill: #f0a35a } .s2 { stroke: #a3cc74; fill: #a3cc74 }
    .s3 { stroke: #d59be6; fill: #d59be6 }
  }
`;

/** A plot as SVG: lines with markers, a legend, axes whose labels are round numbers. */
export function drawPlot(plot: Plot): string {
  const points = plot.series.flatMap((series) => series.points);
  const across = points.map(([value]) => value);
  const x = plot.percentiles === true ? percentileAxis : axisOf(across, plot.logarithmic === 'both');
  const y = axisOf(
    points.map(([, value]) => value),
    plot.logarithmic !== undefined,
  );
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(plot.title)}">`,
    `<style>${style}</style>`,
    text(frame.left, 22, plot.title, 'class="title"'),
    ...plot.series.map((series, index) => legend(series.name, index)),
    ...x.ticks.map((tick) => verticalLine(x, tick)),
    ...y.ticks.map((tick) => horizontalLine(y, tick)),
    text(frame.left + plotWidth / 2, height - 10, plot.x, 'text-anchor="middle"'),
    text(
      0,
      0,
      plot.y,
      `text-anchor="middle" transform="translate(16 ${frame.top + plotHeight / 2}) rotate(-90)"`,
    ),
    ...plot.series.map((series, index) => curve(series, index, { x, y })),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function toX(axis: Axis, value: number): string {
  return (frame.left + axis.share(value) * plotWidth).toFixed(1);
}

function toY(axis: Axis, value: number): string {
  return (frame.top + (1 - axis.share(value)) * plotHeight).toFixed(1);
}

function curve({ points }: Series, index: number, { x, y }: { x: Axis; y: Axis }): string {
  const places = points.map(([across, up]) => [toX(x, across), toY(y, up)] as const);
  const line = `<polyline class="line s${index}" style="fill:none" points="${places.map((place) => place.join(',')).join(' ')}"/>`;
  const markers =
    places.length > 20 ? [] : places.map(([left, top]) => marker(index, Number(left), Number(top)));
  return [line, ...markers].join('\n');
}

function marker(index: number, left: number, top: number): string {
  if (index === 0) return `<circle class="s0" cx="${left}" cy="${top}" r="4"/>`;
  if (index === 1) return `<rect class="s1" x="${left - 4}" y="${top - 4}" width="8" height="8"/>`;
  if (index === 2) return `<path class="s2" d="M${left} ${top - 5}l5 9h-10z"/>`;
  return `<path class="s3" d="M${left} ${top - 6}l6 6l-6 6l-6 -6z"/>`;
}

function legend(name: string, index: number): string {
  const left = frame.left + index * 150;
  return `${marker(index, left + 5, 41)}\n${text(left + 16, 46, name)}`;
}

function verticalLine(axis: Axis, tick: number): string {
  const at = toX(axis, tick);
  const bottom = frame.top + plotHeight;
  const line = `<line class="grid" x1="${at}" x2="${at}" y1="${frame.top}" y2="${bottom}"/>`;
  return `${line}\n${text(Number(at), bottom + 18, label(tick), 'text-anchor="middle"')}`;
}

function horizontalLine(axis: Axis, tick: number): string {
  const at = toY(axis, tick);
  const line = `<line class="grid" x1="${frame.left}" x2="${frame.left + plotWidth}" y1="${at}" y2="${at}"/>`;
  return `${line}\n${text(frame.left - 8, Number(at) + 4, label(tick), 'text-anchor="end"')}`;
}

function label(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}

function text(left: number, top: number, content: string, attributes = ''): string {
  return `<text x="${left}" y="${top}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
