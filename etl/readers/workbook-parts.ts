import path from 'node:path/posix';
import { type DateShown, dateShown } from './excel-dates.ts';
import type { WorkbookZip } from './workbook-zip.ts';
import { XmlError, type XmlHandler, xmlParser } from './xml.ts';

/** What a workbook says beside its sheets' cells. */
export interface WorkbookParts {
  /** Visible worksheets in their order; `part` is the name in the ZIP. */
  sheets: readonly { name: string; part: string }[];
  is1904: boolean;
  sharedStrings: readonly string[];
  /** By style index of a cell: what its number format shows of a date. */
  dateShownByStyle: readonly DateShown[];
}

const SMALL_PART_LIMIT_BYTES = 16 * 1024 * 1024;
/** Shared strings stay in memory while a workbook is read. */
const SHARED_STRINGS_LIMIT_BYTES = 200 * 1024 * 1024;

/** Reads the parts of a workbook. Throws XmlError where they are malformed or larger than any such part is. */
export async function readWorkbookParts(zip: WorkbookZip): Promise<WorkbookParts> {
  const workbookPart =
    [...(await relationships(zip, '_rels/.rels', '')).values()].find(
      ({ type, target }) => type.endsWith('/officeDocument') && zip.sizeOf(target) !== null,
    )?.target ?? 'xl/workbook.xml';
  if (zip.sizeOf(workbookPart) === null) throw new XmlError('no workbook');
  const folder = path.dirname(workbookPart);
  const parts = await relationships(zip, `${folder}/_rels/${path.basename(workbookPart)}.rels`, folder);
  const partOf = (kind: string) => [...parts.values()].find(({ type }) => type.endsWith(kind))?.target;

  let is1904 = false;
  const sheets: { name: string; part: string }[] = [];
  await readPart(zip, workbookPart, SMALL_PART_LIMIT_BYTES, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const idKey = Object.keys(attributes).find((key) => key === 'id' || key.endsWith(':id'));
      const part = parts.get(attributes[idKey ?? ''] ?? '');
      if (part?.type.endsWith('/worksheet')) sheets.push({ name: attributes.name ?? '', part: part.target });
    },
  });
  return {
    sheets,
    is1904,
    sharedStrings: await readSharedStrings(zip, partOf('/sharedStrings')),
    dateShownByStyle: await readStyles(zip, partOf('/styles')),
  };
}

/** Feeds a part to a handler. Throws XmlError. */
async function readPart(
  zip: WorkbookZip,
  name: string,
  limitBytes: number,
  handler: XmlHandler,
): Promise<void> {
  const size = zip.sizeOf(name);
  if (size === null) return;
  if (size > limitBytes) throw new XmlError(`${name} is too large`);
  const parser = xmlParser(handler);
  const decoder = new TextDecoder();
  for await (const chunk of zip.open(name)) {
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.end();
}

async function relationships(
  zip: WorkbookZip,
  name: string,
  folder: string,
): Promise<Map<string, { type: string; target: string }>> {
  const found = new Map<string, { type: string; target: string }>();
  await readPart(zip, name, SMALL_PART_LIMIT_BYTES, {
    open: (element, { Id = '', Type = '', Target = '' }) => {
      if (element !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : path.join(folder, Target);
      found.set(Id, { type: Type, target });
    },
  });
  return found;
}

async function readSharedStrings(zip: WorkbookZip, name: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (name === undefined) return strings;
  const collector = stringCollector();
  await readPart(zip, name, SHARED_STRINGS_LIMIT_BYTES, {
    open: (element) => {
      if (element === 'si') collector.start();
      else collector.open(element);
    },
    text: collector.text,
    close: (element) => {
      if (element === 'si') strings.push(collector.end());
      else collector.close(element);
    },
  });
  return strings;
}

/** Gathers the text of a string item: its runs, without the reading aids (`rPh`) of East Asian text. */
export function stringCollector() {
  let pieces: string[] = [];
  let inText = false;
  let inAid = false;
  return {
    start: () => {
      pieces = [];
    },
    open: (element: string) => {
      if (element === 'rPh') inAid = true;
      else if (element === 't') inText = !inAid;
    },
    text: (text: string) => {
      if (inText) pieces.push(text);
    },
    close: (element: string) => {
      if (element === 'rPh') inAid = false;
      else if (element === 't') inText = false;
    },
    end: () => unescaped(pieces.join('')),
  };
}

/** Characters that XML can't hold stand as `_x000D_` in workbooks. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

async function readStyles(zip: WorkbookZip, name: string | undefined): Promise<DateShown[]> {
  const codes = new Map<number, string>();
  const shown: DateShown[] = [];
  if (name === undefined) return shown;
  let inCellFormats = false;
  await readPart(zip, name, SMALL_PART_LIMIT_BYTES, {
    open: (element, { numFmtId = '0', formatCode = '' }) => {
      if (element === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (element === 'cellXfs') inCellFormats = true;
      else if (element === 'xf' && inCellFormats) {
        shown.push(dateShown(Number(numFmtId), codes.get(Number(numFmtId))));
      }
    },
    close: (element) => {
      if (element === 'cellXfs') inCellFormats = false;
    },
  });
  return shown;
}
