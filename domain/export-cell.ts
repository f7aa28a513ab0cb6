/** A plain number may begin with a sign: coordinates must stay numbers in the spreadsheet. */
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * What a spreadsheet takes for the start of a formula, also behind white space and invisible signs, which some
 * programs drop, and as full-width forms, which some programs fold.
 */
const FORMULA_START = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A cell as it may stand in an exported CSV or workbook: text that a spreadsheet would run as a formula gets an
 * apostrophe in front, which shows it as text. Numbers such as `-93.1` and everything else stay as they are.
 *
 * Source: OWASP, "CSV Injection".
 */
export function neutraliseCell(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** The text of a cell that `neutraliseCell` may have made safe: its apostrophe is taken off again. */
export function restoreCell(cell: string): string {
  const bare = cell.slice(1);
  return cell.startsWith("'") && neutraliseCell(bare) === cell ? bare : cell;
}
