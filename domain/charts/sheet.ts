import { type Chart, label, type Mark } from './svg.ts';

/** What stands around a chart that leaves the page. */
export interface SheetTexts {
  title: string;
  measure: string;
  notes: readonly string[];
  source: string;
}

const EDGE = 16;
const LINE = 17;

/** A chart with its sentence, measure, notes and source: alone, none of its numbers could be believed. */
export function chartSheet(chart: Chart, texts: SheetTexts): Chart {
  const width = chart.width + 2 * EDGE;
  const marks: Mark[] = [];
  let y = EDGE;
  const write = (text: string, options: Parameters<typeof label>[3], letter: number) => {
    for (const line of wrapped(text, chart.width, letter)) {
      y += LINE;
      marks.push(label(EDGE, y - 4, line, options));
    }
  };
  write(texts.title, { bold: true, size: 14 }, 7.2);
  write(texts.measure, { fill: 'quiet' }, 6.1);
  y += 10;
  marks.push({ tag: 'g', attrs: { transform: `translate(${EDGE} ${y})` }, children: chart.marks });
  y += chart.height + 8;
  for (const note of texts.notes) write(note, { fill: 'quiet', size: 11 }, 5.7);
  write(texts.source, { fill: 'quiet', size: 11 }, 5.7);
  const height = Math.ceil(y + EDGE);
  const ground: Mark = { tag: 'rect', attrs: { x: 0, y: 0, width, height, fill: 'var(--chart-ground)' } };
  return { width, height, marks: [ground, ...marks] };
}

/** Lines of whole words that fit a width. */
function wrapped(text: string, width: number, letterPx: number): string[] {
  const letters = Math.max(10, Math.floor(width / letterPx));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
