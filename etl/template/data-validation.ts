import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';

/** What a spreadsheet offers or asks for in a range of cells (ECMA-376 part 1, 18.3.1.32). */
export interface CellRule {
  /** As `L2:L5000`. */
  range: string;
  /** Choose from the cells of a range, as `Lists!$A$2:$A$13`; or a whole number from 0. */
  kind: { list: string } | 'count';
  /** False where a cell may hold more than one word of the list: it is then offered, never demanded. */
  strict: boolean;
}

/** What the library lets an image be; it exports no name for it. */
export type SheetImage = Stream | Buffer | Blob;

/** A feature of write-excel-file: rules for the cells of the sheet with this index; 0 is the first. */
export function dataValidation(sheetIndex: number, rules: readonly CellRule[]): Feature<SheetImage> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, properties) =>
            properties.sheetIndex === sheetIndex
              ? insertElementMarkupAccordingToOrderOfSiblings(
                  xml,
                  markup(rules),
                  getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
                  'worksheet',
                )
              : xml,
        },
      },
    },
  };
}

function markup(rules: readonly CellRule[]): string {
  const elements = rules.map(({ range, kind, strict }) => {
    const what = kind === 'count' ? 'type="whole" operator="greaterThanOrEqual"' : 'type="list"';
    const formula = kind === 'count' ? '0' : sanitizeTextContent(kind.list);
    // A warning, not a stop: codes and the words of the other language are read too.
    const tells = strict ? 'errorStyle="warning" showErrorMessage="1"' : 'showErrorMessage="0"';
    return `<dataValidation ${what} allowBlank="1" ${tells} sqref="${sanitizeAttributeValue(range)}"><formula1>${formula}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${rules.length}">${elements.join('')}</dataValidations>`;
}
