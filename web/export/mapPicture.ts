import type { Palette } from '../map/palette.ts';
import type { Description } from './describe.ts';

/** A map that can be taken as a picture; web/map/drawn.ts puts it on the map's element. */
export interface PicturedElement extends HTMLElement {
  picture: () => Promise<HTMLCanvasElement>;
}

const LINE_PX = 18;
const KEY_ROW_PX = LINE_PX + 6;
const PAD_PX = 16;

/** A mark of the key and its words. */
export interface KeyEntry {
  color: string;
  text: string;
}

/** What one ramp or set of marks means, in a line of its own. */
export interface KeyRow {
  title: string | null;
  entries: readonly KeyEntry[];
}

/** The map as a PNG with its title, key, n, period and limits under it, and the mark of invented data on top. */
export async function mapPicture(
  element: PicturedElement,
  about: Description,
  key: readonly KeyRow[],
  palette: Palette,
): Promise<Blob | null> {
  const map = await element.picture();
  const scale = map.width / Math.max(1, element.clientWidth);
  const width = element.clientWidth;
  const measure = document.createElement('canvas').getContext('2d');
  if (!measure) return null;
  measure.font = font(13);
  const lines = about.lines.flatMap((line) => wrapped(measure, line, width - 2 * PAD_PX));
  const top = about.synthetic ? 30 : 0;
  const foot = PAD_PX * 2 + LINE_PX * (lines.length + 2) + KEY_ROW_PX * key.length;
  const canvas = document.createElement('canvas');
  canvas.width = map.width;
  canvas.height = Math.round((top + element.clientHeight + foot) * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = palette.land;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(map, 0, Math.round(top * scale));
  pen.scale(scale, scale);
  if (about.synthetic) {
    pen.fillStyle = '#47325c';
    pen.fillRect(0, 0, width, top);
    pen.fillStyle = '#ffffff';
    pen.font = font(13, 700);
    pen.fillText(about.synthetic, PAD_PX, 20, width - 2 * PAD_PX);
  }
  let y = top + element.clientHeight + PAD_PX + 14;
  pen.fillStyle = palette.label;
  pen.font = font(16, 700);
  pen.fillText(about.title, PAD_PX, y, width - 2 * PAD_PX);
  y += LINE_PX + 8;
  pen.font = font(13);
  for (const { title, entries } of key) {
    let x = PAD_PX;
    if (title !== null) {
      pen.fillStyle = palette.label;
      pen.fillText(title, x, y);
      x += 16 + pen.measureText(title).width;
    }
    for (const { color, text } of entries) {
      pen.fillStyle = color;
      pen.fillRect(x, y - 11, 22, 12);
      pen.fillStyle = palette.label;
      pen.fillText(text, x + 28, y);
      x += 44 + pen.measureText(text).width;
    }
    y += KEY_ROW_PX;
  }
  for (const line of lines) {
    pen.fillText(line, PAD_PX, y);
    y += LINE_PX;
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function font(px: number, weight = 400): string {
  return `${weight} ${px}px "Atlas", system-ui, sans-serif`;
}

function wrapped(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (pen.measureText(next).width > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line];
}
