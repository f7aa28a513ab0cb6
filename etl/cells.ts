import type { Problem } from '../domain/report.ts';

/** An index of the database holds no key of more than 2,700 bytes. */
const ID_LIMIT_CHARS = 300;

/** Why a text can be no id of a row: ids are looked up and joined by control characters. */
export function idProblem(text: string): 'cell-too-long' | 'characters-unreadable' | null {
  if (text.length > ID_LIMIT_CHARS) return 'cell-too-long';
  return /\p{Cc}/u.test(text) ? 'characters-unreadable' : null;
}

/**
 * Reads the cells of one row and collects every problem, so that a quarantined row names all that is wrong
 * with it and not only the first.
 */
export class RowReader {
  readonly problems: Problem[] = [];
  readonly #values: Readonly<Record<string, string>>;

  constructor(values: Readonly<Record<string, string>>) {
    this.#values = values;
  }

  /** The trimmed cell of a column, or '' when the file lacks the column. */
  text(column: string): string {
    return (this.#values[column] ?? '').trim();
  }

  textOrNull(column: string): string | null {
    return this.text(column) || null;
  }

  reject(column: string, reason: string): void {
    this.problems.push({ column, value: this.text(column), reason });
  }

  /** A required cell. */
  required(column: string): string {
    const text = this.text(column);
    if (text === '') this.reject(column, 'missing');
    return text;
  }

  /** The source's own id of the row. */
  id(column: string): string {
    const text = this.required(column);
    const reason = idProblem(text);
    if (reason) this.reject(column, reason);
    return text;
  }

  /** A whole number of persons, also as `3.0`; null when empty. */
  count(column: string): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const value = Number(text);
    if (!Number.isInteger(value)) this.reject(column, 'not-a-whole-number');
    else if (value < 0) this.reject(column, 'negative-count');
    else if (value > 100_000) this.reject(column, 'count-too-large');
    else return value;
    return null;
  }

  /** Named counts that are present. */
  counts(columns: Readonly<Record<string, string>>): Record<string, number> {
    const found: Record<string, number> = {};
    for (const [name, column] of Object.entries(columns)) {
      const value = this.count(column);
      if (value !== null) found[name] = value;
    }
    return found;
  }

  /** Latitude and longitude from texts; `columns` name where each stands, for the message. */
  point(
    latText: string,
    lonText: string,
    columns: { lat: string; lon: string },
  ): { lon: number; lat: number } | null {
    if (latText === '' && lonText === '') return null;
    const lat = decimal(latText);
    const lon = decimal(lonText);
    const before = this.problems.length;
    if (lat === null)
      this.problems.push({ column: columns.lat, value: latText, reason: 'latitude-unreadable' });
    else if (Math.abs(lat) > 90) {
      this.problems.push({ column: columns.lat, value: latText, reason: 'latitude-out-of-range' });
    }
    if (lon === null) {
      this.problems.push({ column: columns.lon, value: lonText, reason: 'longitude-unreadable' });
    } else if (Math.abs(lon) > 180) {
      this.problems.push({ column: columns.lon, value: lonText, reason: 'longitude-out-of-range' });
    }
    if (this.problems.length > before || lat === null || lon === null) return null;
    if (!inRegion(lon, lat)) {
      this.problems.push({ column: columns.lat, value: `${latText}, ${lonText}`, reason: 'outside-region' });
      return null;
    }
    return { lon, lat };
  }
}

function decimal(text: string): number | null {
  return /^[+-]?\d{1,3}(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
}

/** The way through Central America and Mexico to the far side of its northern border. */
function inRegion(lon: number, lat: number): boolean {
  return lon >= -120 && lon <= -76 && lat >= 6 && lat <= 36;
}
