/**
 * Formats whose makers have joined the reports already: each row is an incident. Two rows of one such source are two
 * incidents, however alike: IOM's list has many drownings in one river on one day. They are compared with other
 * sources only.
 */
const REGISTER_FORMATS: readonly string[] = ['iom-mmp'];

/** Whether the rows of a format are incidents, not reports. */
export function isRegister(format: string): boolean {
  return REGISTER_FORMATS.includes(format);
}
