import { stringify } from 'csv-stringify/sync';
import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node';
import { type CellRule, dataValidation, type SheetImage } from './data-validation.ts';
import { type Template, type TemplateColumn, type TemplateLanguage, templateOf } from './template.ts';

export const TEMPLATE_FORMATS = ['xlsx', 'csv'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

/** Rows that the choices of a column are offered in. */
const ROWS_WITH_CHOICES = 5000;

/** An empty template: the bytes of the file and the name that it should have. */
export async function writeTemplate(
  language: TemplateLanguage,
  format: TemplateFormat,
): Promise<{ name: string; bytes: Buffer }> {
  const template = templateOf(language);
  const name = `${template.texts.fileName}.${format}`;
  if (format === 'csv') {
    // Spreadsheets take a file without the mark for Windows-1252.
    const header = template.columns.map((column) => column.header);
    return { name, bytes: Buffer.from(stringify([header], { bom: true })) };
  }
  const { texts } = template;
  const listed = template.columns.filter(({ words }) => words.length > 0);
  const sheets: Sheet<SheetImage>[] = [
    {
      sheet: texts.sheetReports,
      data: [template.columns.map(({ header, required }) => headCell(header, required))],
      columns: template.columns.map(({ header }) => ({ width: Math.max(14, header.length + 3) })),
      stickyRowsCount: 1,
    },
    {
      sheet: texts.sheetGuide,
      data: guide(template),
      columns: [{ width: 32 }, { width: 12 }, { width: 70 }, { width: 44 }, { width: 60 }],
    },
    {
      sheet: texts.sheetLists,
      data: lists(listed),
      columns: listed.map(() => ({ width: 30 })),
      stickyRowsCount: 1,
    },
  ];
  const features = [dataValidation(0, rulesOf(template, listed))];
  return { name, bytes: await writeXlsxFile(sheets, { features }).toBuffer() };
}

/** Required columns are marked by weight and ground, and in the guide by a word. */
function headCell(value: string, required: boolean): Row[number] {
  return { value, type: String, fontWeight: 'bold', backgroundColor: required ? '#f6d9b8' : '#e8e3d8' };
}

function guide({ texts, columns, rules, crimes }: Template): Row[] {
  const title = (value: string): Row => [{ value, type: String, fontWeight: 'bold', fontSize: 14 }];
  const line = (...cells: string[]): Row =>
    cells.map((value) => ({ value, type: String, wrap: true, alignVertical: 'top' }));
  const heads = [
    texts.headColumn,
    texts.headRequired,
    texts.headMeaning,
    texts.headCells,
    texts.headWords,
  ].map((head) => headCell(head, false));
  return [
    title(texts.title),
    heads,
    ...columns.map(({ header, required, meaning, cells, words }) =>
      line(header, required ? texts.yes : texts.no, meaning, cells, words.join('; ')),
    ),
    [],
    title(texts.rulesTitle),
    ...rules.map((rule) => line('', '', rule)),
    [],
    title(texts.crimesTitle),
    ...crimes.map(({ word, means }) => line(word, '', means)),
  ];
}

/** The words of each column with a vocabulary, under its header: what the choices are taken from. */
function lists(columns: readonly TemplateColumn[]): Row[] {
  const height = Math.max(...columns.map(({ words }) => words.length));
  return [
    columns.map(({ header }) => headCell(header, false)),
    ...Array.from({ length: height }, (_, at) =>
      columns.map(({ words }) => (words[at] === undefined ? null : { value: words[at], type: String })),
    ),
  ];
}

function rulesOf({ columns, texts }: Template, listed: readonly TemplateColumn[]): CellRule[] {
  return columns.flatMap(({ column, kind, several }, at): CellRule[] => {
    const letter = letterOf(at);
    const range = `${letter}2:${letter}${ROWS_WITH_CHOICES}`;
    if (kind === 'count') return [{ range, kind, strict: true }];
    const from = listed.findIndex((one) => one.column === column);
    if (from < 0) return [];
    const last = listed[from].words.length + 1;
    const list = `${texts.sheetLists}!$${letterOf(from)}$2:$${letterOf(from)}$${last}`;
    return [{ range, kind: { list }, strict: !several }];
  });
}

/** A, B, ... Z, AA: the name of a column of a spreadsheet; 0 is A. */
function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}
