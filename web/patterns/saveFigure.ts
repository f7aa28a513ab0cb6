import { CHART_COLOURS } from '../../domain/charts/colours.ts';
import { chartSheet } from '../../domain/charts/sheet.ts';
import { svgText } from '../../domain/charts/svg.ts';
import { figureCsv } from '../../domain/patterns/figures/csv.ts';
import { type Figure, layerLines } from '../../domain/patterns/figures/figure.ts';

export type SaveFormat = 'svg' | 'png' | 'csv';

/** Twice the size on screen: sharp enough for paper. */
const PNG_SCALE = 2;

/** Saves a figure with its sentence, measure and source, always in light colours. */
export async function saveFigure(figure: Figure, format: SaveFormat): Promise<void> {
  if (format === 'csv')
    return save(figure, format, new Blob([figureCsv(figure)], { type: 'text/csv;charset=utf-8' }));
  if (!figure.chart) return;
  const sheet = chartSheet(figure.chart, { ...figure, notes: [...figure.notes, ...layerLines(figure)] });
  const text = svgText(sheet, CHART_COLOURS.light, figure.title);
  const svg = new Blob([text], { type: 'image/svg+xml' });
  if (format === 'svg') return save(figure, format, svg);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = sheet.width * PNG_SCALE;
  canvas.height = sheet.height * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (png) save(figure, format, png);
}

function save({ id }: Figure, format: SaveFormat, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `vigia-${id}.${format}`;
  link.click();
  // The browser has taken the bytes once the click is over; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
