import { type FileProblem, headerProblem, type Table } from './reader.ts';
import { isEmptyRow, rowFromCells, storableName } from './row-from-cells.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';
import { readWorkbookParts, type WorkbookParts } from './workbook-parts.ts';
import { openWorkbookZip, type WorkbookZip, ZipError, type ZipProblem } from './workbook-zip.ts';
import { XmlError } from './xml.ts';

/** Sheets that are looked at for a header that a source knows. */
const SHEET_LIMIT = 50;

/** The tables of an XLSX workbook: its visible sheets, each headed by its first row that is not empty. */
export async function openXlsx(filePath: string): Promise<Table[] | FileProblem> {
  const opened = await withZip(filePath, async (zip) => {
    const workbook = await readWorkbookParts(zip);
    const tables: Table[] = [];
    let problem: FileProblem | null = null;
    for (const { name, part } of workbook.sheets.slice(0, SHEET_LIMIT)) {
      const head = await firstRow(zip, part, workbook);
      if (head === null || head.cells.length < 2) continue;
      const header = head.cells.map((cell) => storableName(cell.trim()));
      const wrong = headerProblem(filePath, header);
      if (wrong) {
        problem ??= wrong;
        continue;
      }
      tables.push({
        name,
        header,
        totalBytes: zip.sizeOf(part) ?? 0,
        rows: (read) => rowsOf(filePath, part, workbook, { ...head, cells: header }, read),
      });
    }
    // A second sheet of anything else is no fault of the first.
    return tables.length > 0 ? tables : (problem ?? tables);
  });
  if (typeof opened === 'string') return { file: filePath, reason: opened };
  return Array.isArray(opened) && opened.length === 0
    ? { file: filePath, reason: 'file-without-rows' }
    : opened;
}

async function* rowsOf(
  filePath: string,
  part: string,
  workbook: WorkbookParts,
  head: SheetRow,
  read: { bytes: number },
): ReturnType<Table['rows']> {
  const zip = await openWorkbookZip(filePath);
  if (typeof zip === 'string') return yield { file: filePath, reason: zip };
  let rowNumber = 0;
  try {
    for await (const row of sheetRows(zip, part, workbook, read)) {
      if (row.number <= head.number || isEmptyRow(row.cells)) continue;
      rowNumber = row.number - head.number;
      const width = Math.max(head.cells.length, lastFilled(row.cells) + 1);
      const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? '');
      yield rowFromCells(head.cells, cells, rowNumber);
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    yield { file: filePath, reason: 'file-malformed', rowNumber: rowNumber + 1, detail: 'XML' };
  } finally {
    zip.close();
  }
}

async function firstRow(zip: WorkbookZip, part: string, workbook: WorkbookParts): Promise<SheetRow | null> {
  for await (const row of sheetRows(zip, part, workbook, { bytes: 0 })) {
    if (!isEmptyRow(row.cells)) return { ...row, cells: row.cells.slice(0, lastFilled(row.cells) + 1) };
  }
  return null;
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '');
}

async function withZip<T>(filePath: string, work: (zip: WorkbookZip) => Promise<T>): Promise<T | ZipProblem> {
  const zip = await openWorkbookZip(filePath);
  if (typeof zip === 'string') return zip;
  try {
    return await work(zip);
  } catch (error) {
    if (isDamage(error)) return 'workbook-unreadable';
    throw error;
  } finally {
    zip.close();
  }
}

/** Anything else is a bug, or the disk. */
function isDamage(error: unknown): boolean {
  return error instanceof XmlError || error instanceof ZipError;
}
