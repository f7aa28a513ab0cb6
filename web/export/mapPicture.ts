import type { InSight } from '../map/inSight.ts';
import type { Palette } from '../map/palette.ts';
import type { Description } from './describe.ts';
import { drawKeyMark, MARK_HEIGHT_PX, MARK_WIDTH_PX } from './keyMarks.ts';
import type { KeyEntry, KeyRow } from './pictureKey.ts';

/** A map that can be taken as a picture; web/map/drawn.ts puts these on the map's element. */
export interface PicturedElement extends HTMLElement {
  picture: () => Promise<HTMLCanvasElement>;
  inSight: () => InSight;
}

const LINE_PX = 18;
const KEY_LINE_PX = MARK_HEIGHT_PX + 8;
const PAD_PX = 16;
const MARK_GAP_PX = 6;
const ENTRY_GAP_PX = 18;
const STRIP_PX = 30;
const TITLE_PX = 28;
const BODY_FONT = font(13);
const HEAD_FONT = font(13, 600);

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
  measure.font = BODY_FONT;
  const lines = about.lines.flatMap((line) => wrapped(measure, line, width - 2 * PAD_PX));
  const keyed = laidOut(measure, key, width - 2 * PAD_PX);
  const top = about.synthetic ? STRIP_PX : 0;
  const foot = PAD_PX * 2 + TITLE_PX + keyed.height + LINE_PX * lines.length;
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
  let y = top + element.clientHeight + PAD_PX;
  pen.fillStyle = palette.label;
  pen.font = font(16, 700);
  pen.fillText(about.title, PAD_PX, y + 14, width - 2 * PAD_PX);
  y += TITLE_PX;
  for (const piece of keyed.pieces) {
    const [x, at] = [PAD_PX + piece.x, y + piece.y];
    const isTitle = 'title' in piece;
    if (!isTitle) drawKeyMark(pen, piece.entry, x, at, palette.rail);
    pen.fillStyle = palette.label;
    pen.font = isTitle ? HEAD_FONT : BODY_FONT;
    if (isTitle) pen.fillText(piece.title, x, at + 13);
    else pen.fillText(piece.entry.text, x + MARK_WIDTH_PX + MARK_GAP_PX, at + 13);
  }
  y += keyed.height;
  pen.font = BODY_FONT;
  pen.fillStyle = palette.labelQuiet;
  for (const line of lines) {
    pen.fillText(line, PAD_PX, y + 13);
    y += LINE_PX;
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

type Piece = { x: number; y: number } & ({ title: string } | { entry: KeyEntry });

/** The key as lines no wider than there is room; each row begins a new one. */
function laidOut(
  measure: CanvasRenderingContext2D,
  key: readonly KeyRow[],
  width: number,
): { pieces: Piece[]; height: number } {
  const pieces: Piece[] = [];
  let y = 0;
  for (const { title, entries } of key) {
    let x = 0;
    if (title !== null) {
      measure.font = HEAD_FONT;
      pieces.push({ x, y, title });
      x += measure.measureText(title).width + ENTRY_GAP_PX;
    }
    measure.font = BODY_FONT;
    for (const entry of entries) {
      const wide = MARK_WIDTH_PX + MARK_GAP_PX + measure.measureText(entry.text).width;
      if (x > 0 && x + wide > width) {
        x = 0;
        y += KEY_LINE_PX;
      }
      pieces.push({ x, y, entry });
      x += wide + ENTRY_GAP_PX;
    }
    y += KEY_LINE_PX;
  }
  return { pieces, height: y };
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
