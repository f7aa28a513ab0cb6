import type { Point } from './sphere.ts';

/**
 * Courses of the border rivers, read from the international boundary of Natural Earth 1:10m (public domain),
 * simplified to about 2 km. A text that says "Río Bravo, cerca de X" is placed on the course nearest to X.
 */
export interface RiverCourse {
  id: string;
  name: string;
  /** Names as folded token sequences are made of these; each begins or ends with "río". */
  names: readonly string[];
  /** States on the Mexican bank, INEGI. */
  stateCodes: readonly string[];
  course: readonly Point[];
}

function line(...degrees: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < degrees.length; i += 2) points.push({ lon: degrees[i]!, lat: degrees[i + 1]! });
  return points;
}

export const BORDER_RIVERS: readonly RiverCourse[] = [
  {
    id: 'river:bravo',
    name: 'Río Bravo',
    names: ['Río Bravo', 'Río Bravo del Norte', 'Río Grande', 'Bravo River', 'Rio Bravo River', 'Río Bravio'],
    stateCodes: ['08', '05', '19', '28'],
    // biome-ignore format: one number table, west to east
    course: line(
      -106.52, 31.77, -106.39, 31.75, -106.21, 31.48, -105.96, 31.37, -105.36, 30.85, -105.2, 30.8, -104.93, 30.61,
      -104.86, 30.5, -104.85, 30.41, -104.68, 30.19, -104.68, 29.94, -104.57, 29.79, -104.53, 29.67, -104.44, 29.59,
      -104.34, 29.52, -104.27, 29.53, -104.06, 29.34, -103.78, 29.27, -103.7, 29.19, -103.55, 29.15, -103.39, 29.03,
      -103.3, 29.0, -103.12, 29.0, -103.1, 29.06, -102.99, 29.18, -102.86, 29.23, -102.9, 29.26, -102.88, 29.34,
      -102.84, 29.37, -102.84, 29.45, -102.68, 29.74, -102.52, 29.78, -102.41, 29.78, -102.32, 29.89, -102.11, 29.8,
      -101.81, 29.81, -101.63, 29.78, -101.56, 29.79, -101.55, 29.82, -101.54, 29.77, -101.41, 29.78, -101.36, 29.67,
      -101.3, 29.65, -101.31, 29.6, -101.23, 29.62, -101.21, 29.53, -101.04, 29.46, -101.01, 29.38, -100.8, 29.26,
      -100.76, 29.17, -100.67, 29.12, -100.62, 28.92, -100.53, 28.83, -100.38, 28.54, -100.32, 28.51, -100.36, 28.48,
      -100.28, 28.28, -100.06, 28.14, -99.99, 28.01, -99.88, 27.91, -99.86, 27.8, -99.79, 27.75, -99.71, 27.67,
      -99.6, 27.65, -99.52, 27.59, -99.51, 27.5, -99.47, 27.47, -99.52, 27.31, -99.43, 27.23, -99.46, 27.06,
      -99.25, 26.83, -99.16, 26.54, -99.1, 26.51, -99.09, 26.41, -98.8, 26.37, -98.65, 26.24, -98.58, 26.26,
      -98.47, 26.21, -98.43, 26.22, -98.3, 26.11, -98.19, 26.07, -98.1, 26.07, -98.07, 26.04, -97.8, 26.06,
      -97.66, 26.03, -97.43, 25.85, -97.35, 25.85, -97.35, 25.92, -97.27, 25.96, -97.14, 25.97,
    ),
  },
  {
    id: 'river:colorado',
    name: 'Río Colorado',
    names: ['Río Colorado', 'Colorado River'],
    stateCodes: ['02', '26'],
    course: line(-114.72, 32.71, -114.8, 32.59, -114.82, 32.5),
  },
  {
    id: 'river:suchiate',
    name: 'Río Suchiate',
    names: ['Río Suchiate', 'Suchiate River'],
    stateCodes: ['07'],
    course: line(-92.23, 14.55, -92.16, 14.68, -92.19, 14.84, -92.15, 14.9, -92.15, 15.0, -92.07, 15.07),
  },
  {
    id: 'river:usumacinta',
    name: 'Río Usumacinta',
    names: ['Río Usumacinta', 'Usumacinta River'],
    stateCodes: ['07', '27'],
    // biome-ignore format: one number table, south to north; beyond the border by its riverside towns
    course: line(
      -90.44, 16.31, -90.4, 16.42, -90.54, 16.49, -90.65, 16.53, -90.67, 16.65, -90.74, 16.75, -90.81, 16.81,
      -90.97, 16.87, -91.05, 16.91, -91.28, 17.18, -91.36, 17.19, -91.43, 17.25, -91.43, 17.47, -91.77, 17.75,
      -92.12, 18.08, -92.65, 18.53,
    ),
  },
  {
    id: 'river:hondo',
    name: 'Río Hondo',
    names: ['Río Hondo', 'Hondo River'],
    stateCodes: ['23'],
    course: line(
      -89.15,
      17.95,
      -88.87,
      17.89,
      -88.73,
      18.07,
      -88.7,
      18.18,
      -88.62,
      18.24,
      -88.53,
      18.45,
      -88.3,
      18.49,
    ),
  },
];
