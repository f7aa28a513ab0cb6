import type { SampleReport } from './reports.ts';

/**
 * Rows that must not load, one or more for each reason. Each is a good further report of a true incident with one
 * cell spoiled, so that correcting the cell makes it a report of that incident.
 */
interface Spoiling {
  reason: string;
  cells: Partial<SampleReport['row']>;
}

export const SPOILINGS: readonly Spoiling[] = [
  { reason: 'latitude-out-of-range', cells: { latitud: '95', longitud: '-94.5' } },
  { reason: 'latitude-out-of-range', cells: { latitud: '95.0000', longitud: '-92.2600' } },
  // Swapped: -95 is no latitude.
  { reason: 'latitude-out-of-range', cells: { latitud: '-95.02', longitud: '17.07' } },
  { reason: 'longitude-out-of-range', cells: { latitud: '16.29', longitud: '-941.95' } },
  { reason: 'coordinates-outside-region', cells: { latitud: '39.92', longitud: '32.85' } },
  { reason: 'coordinate-not-a-number', cells: { latitud: 'norte', longitud: '-98.28' } },
  { reason: 'date-missing', cells: { fecha_del_hecho: '' } },
  { reason: 'date-missing', cells: { fecha_del_hecho: ' ' } },
  { reason: 'date-missing', cells: { fecha_del_hecho: '' } },
  { reason: 'date-in-the-future', cells: { fecha_del_hecho: '2091-03-12' } },
  { reason: 'date-in-the-future', cells: { fecha_del_hecho: '12/03/2091' } },
  { reason: 'date-not-in-calendar', cells: { fecha_del_hecho: '31/02/2017' } },
  { reason: 'date-not-in-calendar', cells: { fecha_del_hecho: '45 de marzo de 2017' } },
  { reason: 'date-not-understood', cells: { fecha_del_hecho: 'hace unos días' } },
  { reason: 'crime-unknown', cells: { delitos: 'abigeato' } },
  { reason: 'crime-unknown', cells: { delitos: 'robo; vandalismo' } },
  { reason: 'crime-missing', cells: { delitos: '' } },
  { reason: 'perpetrator-unknown', cells: { presuntos_responsables: 'grupo de autodefensa' } },
  { reason: 'count-not-a-number', cells: { victimas_total: '-3' } },
];

export function spoiled(report: SampleReport, { reason, cells }: Spoiling): SampleReport {
  return { ...report, row: { ...report.row, ...cells }, wrongReason: reason };
}
