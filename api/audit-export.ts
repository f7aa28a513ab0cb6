import { stringify } from 'csv-stringify/sync';
import { neutraliseCell } from '../domain/export-cell.ts';
import type { AuditPage } from './contract-audit.ts';

type Entry = AuditPage['items'][number];

const COLUMNS = [
  'at',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'address',
  'subjectKind',
  'subjectId',
  'reason',
  'filters',
  'rows',
  'details',
  'chainId',
  'seq',
  'hash',
  'erased',
] as const;

/** For spreadsheets: UTF-8 with its mark, and no cell that would run as a formula. */
export function auditCsv(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => COLUMNS.map((column) => cell(entry[column])));
  return stringify([[...COLUMNS], ...rows], { bom: true });
}

function cell(value: Entry[keyof Entry]): string {
  if (value === null) return '';
  return neutraliseCell(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** For machines: one entry a line, newest first. */
export function auditJsonLines(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}
