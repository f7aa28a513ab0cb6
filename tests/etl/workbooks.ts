import { strToU8, type Zippable, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PARTS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of one sheet from the text of its `sheetData`, with more parts or other texts of parts if given. */
export function workbookOf(sheetData: string, more: Record<string, string | Uint8Array> = {}): Uint8Array {
  const parts: Record<string, string | Uint8Array> = {
    '_rels/.rels': `<Relationships xmlns="${PARTS}"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="R" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PARTS}"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  };
  const zippable: Zippable = {};
  for (const [name, part] of Object.entries(parts))
    zippable[name] = typeof part === 'string' ? strToU8(part) : part;
  return zipSync(zippable);
}

/** Rows of cells as inline strings; what XML can't hold is written as workbooks do. */
export function sheetDataOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `<row>${row.map(cellOf).join('')}</row>`).join('');
}

function cellOf(text: string): string {
  const escaped = text
    .replace(
      /[\p{Cc}\ufffe\uffff\p{Cs}]/gu,
      (char) => `_x${char.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    )
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
  return `<c t="inlineStr"><is><t>${escaped}</t></is></c>`;
}
