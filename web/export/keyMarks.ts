import type { KeyEntry } from './pictureKey.ts';

/** Room of a mark in the key, as in the legend on the page. */
export const MARK_WIDTH_PX = 24;
export const MARK_HEIGHT_PX = 18;
/** Widths of the ramp's bands, as the map has them at a middle zoom. */
const BAND_PX = [2, 4.5, 7, 9, 11];

type Pen = CanvasRenderingContext2D;

/** Draws a mark of the key as the map draws what it stands for. @param rail colour of the track on top of bands */
export function drawKeyMark(
  pen: Pen,
  { mark, color, step = 0 }: KeyEntry,
  x: number,
  y: number,
  rail: string,
): void {
  pen.save();
  pen.translate(x, y);
  pen.fillStyle = color;
  pen.strokeStyle = color;
  const [middleX, middleY] = [MARK_WIDTH_PX / 2, MARK_HEIGHT_PX / 2];
  const line = (atY: number, width: number, stroke = color) => {
    pen.beginPath();
    pen.strokeStyle = stroke;
    pen.lineWidth = width;
    pen.moveTo(0, atY);
    pen.lineTo(MARK_WIDTH_PX, atY);
    pen.stroke();
  };
  const circle = (radius: number) => {
    pen.beginPath();
    pen.arc(middleX, middleY, radius, 0, 2 * Math.PI);
  };
  const ring = (radius: number, width: number) => {
    circle(radius);
    pen.lineWidth = width;
    pen.stroke();
  };
  switch (mark) {
    case 'hexagon':
      polygon(pen, [
        [12, 0],
        [20, 4.5],
        [20, 13.5],
        [12, 18],
        [4, 13.5],
        [4, 4.5],
      ]);
      break;
    case 'diamond':
      polygon(pen, [
        [12, 2],
        [19, 9],
        [12, 16],
        [5, 9],
      ]);
      break;
    case 'dot':
      circle(5.5);
      pen.fill();
      break;
    case 'soft':
      for (const [radius, alpha] of [
        [8.5, 0.18],
        [5.5, 0.24],
      ] as const) {
        pen.globalAlpha = alpha;
        circle(radius);
        pen.fill();
      }
      break;
    case 'ring':
      ring(7, 3);
      break;
    case 'thinRing':
      ring(7, 1.5);
      break;
    case 'band':
      line(middleY, BAND_PX[step] ?? 2);
      line(middleY, 1, rail);
      break;
    case 'sleeve':
      pen.globalAlpha = 0.32;
      line(middleY, 14);
      pen.globalAlpha = 1;
      line(middleY, 7);
      line(middleY, 1, rail);
      break;
    case 'crossHatch':
      pen.setLineDash([2, 3]);
      line(middleY, 9);
      pen.setLineDash([]);
      line(middleY, 1.2, rail);
      break;
    case 'hatch':
      pen.beginPath();
      pen.rect(0, 0, MARK_WIDTH_PX, MARK_HEIGHT_PX);
      pen.clip();
      pen.beginPath();
      for (let at = 8; at < MARK_WIDTH_PX + MARK_HEIGHT_PX; at += 8) {
        pen.moveTo(at, 0);
        pen.lineTo(at - MARK_HEIGHT_PX, MARK_HEIGHT_PX);
      }
      pen.lineWidth = 1.6;
      pen.stroke();
      break;
    case 'fading':
      [0.25, 0.6, 1].forEach((alpha, i) => {
        pen.globalAlpha = alpha;
        pen.fillRect(8 * i, 3, 8, 12);
      });
      break;
    case 'way':
      line(3, 1.6);
      line(MARK_HEIGHT_PX - 3, 1.6);
      circle(4.5);
      pen.fill();
      break;
    case 'rail':
      line(middleY, 1.6);
      break;
  }
  pen.restore();
}

function polygon(pen: Pen, corners: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.closePath();
  pen.fill();
}
