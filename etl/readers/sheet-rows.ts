import { dateOfSerial } from './excel-dates.ts';
import type { BytesRead } from './reader.ts';
import { stringCollector, type WorkbookParts } from './workbook-parts.ts';
import type { WorkbookZip } from './workbook-zip.ts';
import { XmlError, xmlParser } from './xml.ts';

export interface SheetRow {
  /** As the spreadsheet shows it; 1 is the first. */
  number: number;
  cells: string[];
}

/** What a spreadsheet can have. */
const COLUMN_LIMIT = 16_384;
const ROW_LIMIT = 1_048_576;
/** Text of one cell beyond this is no cell: reading on would only fill memory. */
const CELL_TEXT_LIMIT_CHARS = 16 * 1024 * 1024;

/** The rows of a sheet that have cells, as texts, while it is inflated. Throws XmlError. */
export async function* sheetRows(
  zip: WorkbookZip,
  part: string,
  workbook: WorkbookParts,
  read: BytesRead,
): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = [];
  const parser = xmlParser(rowHandler(workbook, (row) => ready.push(row)));
  const decoder = new TextDecoder();
  for await (const chunk of zip.open(part)) {
    read.bytes += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* ready.splice(0);
  }
  parser.end();
  yield* ready.splice(0);
}

function rowHandler(
  workbook: WorkbookParts,
  onRow: (row: SheetRow) => void,
): Parameters<typeof xmlParser>[0] {
  const inline = stringCollector();
  let row: SheetRow = { number: 0, cells: [] };
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  let hasInline = false;
  let chars = 0;

  return {
    open: (element, attributes) => {
      if (element === 'row') {
        row = { number: rowNumberOf(attributes.r, row.number), cells: [] };
        column = -1;
      } else if (element === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (!(column >= 0 && column < COLUMN_LIMIT)) throw new XmlError(`no such column: ${column}`);
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = '';
        chars = 0;
        hasInline = false;
      } else if (element === 'v') inValue = true;
      else if (element === 'is') {
        hasInline = true;
        inline.start();
      } else if (hasInline) inline.open(element);
    },
    text: (text) => {
      chars += text.length;
      if (chars > CELL_TEXT_LIMIT_CHARS) throw new XmlError('a cell is too long');
      if (inValue) value += text;
      else if (hasInline) inline.text(text);
    },
    close: (element) => {
      if (element === 'v') inValue = false;
      else if (element === 'c') {
        const text = hasInline ? inline.end() : cellText(value, type, style, workbook);
        hasInline = false;
        if (text !== '') {
          while (row.cells.length < column) row.cells.push('');
          row.cells[column] = text;
        }
        chars = 0;
      } else if (element === 'row') {
        if (row.cells.length > 0) onRow(row);
      } else if (hasInline) inline.close(element);
    },
  };
}

function cellText(value: string, type: string, style: number, workbook: WorkbookParts): string {
  if (value === '') return '';
  if (type === 's') return workbook.sharedStrings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type !== 'n') return value;
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  const shown = workbook.dateShownByStyle[style] ?? null;
  const date = shown && dateOfSerial(number, shown, workbook.is1904);
  // 16.199999999999999 is how some programs write 16.2.
  return date || plainNumber(Number(number.toPrecision(15)));
}

/** Digits as a person would write them: no exponent for what spreadsheets hold. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(Math.abs(value) < 1 ? 15 : 0).replace(/(\.\d*?)0+$/, '$1');
}

/** What a sheet says of a row's number, unless it goes back or says nothing: every row has a number of its own. */
function rowNumberOf(said: string | undefined, before: number): number {
  const number = Number(said ?? Number.NaN);
  return Number.isInteger(number) && number > before && number <= ROW_LIMIT ? number : before + 1;
}

/** `C7` is 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}
