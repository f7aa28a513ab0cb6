/**
 * Condition over incidents `i`: a report of it says one of some parts of the day.
 *
 * @param parameter of a text[] of domain/circumstances.ts, as `$7`
 */
export function isOfDayParts(parameter: string): string {
  return `exists (select from incident_report l
    join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
    where l.incident_id = i.incident_id and r.day_part = any(${parameter}::text[]))`;
}
