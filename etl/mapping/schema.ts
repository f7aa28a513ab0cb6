import { z } from 'zod';
import { DAY_PARTS, LEAVING_REASONS, VULNERABILITIES } from '../../domain/circumstances.ts';
import { CRIMES, HAZARDS, HOW_KNOWN, PERPETRATORS, PLACE_TYPES } from '../../domain/taxonomy.ts';
import { plainWords } from '../plain-words.ts';

/**
 * A mapping: how the columns and values of any table become our reports. Documented with two worked examples in
 * docs/sources.md.
 *
 * Shapes are plain objects with optional keys and a check of which go together, not unions: a union's error names
 * no place in the file.
 */

const column = z.string().min(1);

/** Marks of our own checks; read-mapping.ts puts them into words. */
export const ONE_OF = 'one-of:';

/** One column, several joined, or a fixed text. */
const textRule = z
  .strictObject({
    column: column.optional(),
    columns: z.array(column).min(1).optional(),
    separator: z.string().default(', '),
    value: z.string().optional(),
  })
  .refine(
    (rule) => [rule.column, rule.columns, rule.value].filter((part) => part !== undefined).length === 1,
    {
      error: `${ONE_OF}column, columns, value`,
    },
  );
export type TextRule = z.infer<typeof textRule>;

/** The column's cell is one of these, or contains one of these; accents and case are free. */
const condition = z
  .strictObject({
    column,
    is: z.array(z.string()).min(1).optional(),
    contains: z.array(z.string().min(1)).min(1).optional(),
  })
  .refine((rule) => (rule.is === undefined) !== (rule.contains === undefined), {
    error: `${ONE_OF}is, contains`,
  });
export type Condition = z.infer<typeof condition>;

/**
 * Words of a vocabulary: fixed (`value`), looked up (`column` + `values`), or given where a number is above
 * another (`column` + `above` + `value`).
 */
function codedRule<const T extends readonly [string, ...string[]]>(words: T) {
  return z
    .strictObject({
      column: column.optional(),
      /** Between several values in one cell. */
      separator: z.string().min(1).optional(),
      values: z
        .record(z.string(), z.array(z.enum(words)))
        .transform(
          (values) => new Map(Object.entries(values).map(([word, codes]) => [plainWords(word), codes])),
        )
        .optional(),
      above: z.number().optional(),
      value: z.array(z.enum(words)).min(1).optional(),
      /** What a value that is not listed means: nothing, or a row for quarantine. */
      otherwise: z.enum(['quarantine', 'none']).default('quarantine'),
    })
    .refine(
      ({ column, values, above, value }) => {
        if (values) return column !== undefined && above === undefined && value === undefined;
        return value !== undefined && (column === undefined) === (above === undefined);
      },
      { error: `${ONE_OF}value, column + values, column + above + value` },
    );
}

/** A column that holds an hour or a word for a part of the day; `values` are words of the table's own, read first. */
const dayPartRule = z.strictObject({
  column,
  values: z
    .record(z.string(), z.enum(DAY_PARTS))
    .transform((values) => new Map(Object.entries(values).map(([word, part]) => [plainWords(word), part])))
    .optional(),
  otherwise: z.enum(['quarantine', 'none']).default('quarantine'),
});
export type DayPartRule = z.infer<typeof dayPartRule>;

export const mappingSchema = z.strictObject({
  /** Name of the format, and of the source unless another is given. */
  format: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  /** For the reader of the file. */
  description: z.string().optional(),
  /** Rows that are our subject: all conditions hold. */
  only: z.array(condition).default([]),
  reportId: textRule,
  date: z.strictObject({
    column,
    /** Where the table gives an interval: its end. */
    lastDayColumn: column.optional(),
    order: z.enum(['day-first', 'month-first']).default('day-first'),
    /** How exact the date is, by a column's value; a week is the days six before to six after. */
    precision: z
      .strictObject({ column, values: z.record(z.string(), z.enum(['day', 'week', 'month', 'year'])) })
      .optional(),
  }),
  place: textRule,
  /** Coordinates, taken only where all conditions of `where` hold. */
  point: z.strictObject({ lat: column, lon: column, where: z.array(condition).default([]) }).optional(),
  /** The principal crime is the first that any rule gives. */
  crimes: z.array(codedRule(CRIMES)).default([]),
  /** For rows that are no crime. */
  hazard: codedRule(HAZARDS).optional(),
  perpetrators: z.array(codedRule(PERPETRATORS)).default([]),
  placeType: codedRule(PLACE_TYPES).optional(),
  howKnown: codedRule(HOW_KNOWN).optional(),
  organisation: textRule.optional(),
  victims: z.strictObject({ column }).optional(),
  victimsBy: z
    .partialRecord(
      z.enum(['women', 'men', 'minors', 'unaccompaniedMinors', 'dead', 'missing', 'survivors']),
      z.strictObject({ column }),
    )
    .default({}),
  countries: z.strictObject({ column, separator: z.string().min(1).default(';') }).optional(),
  dayPart: dayPartRule.optional(),
  leavingReasons: z.array(codedRule(LEAVING_REASONS)).default([]),
  vulnerabilities: z.array(codedRule(VULNERABILITIES)).default([]),
  publisher: textRule.optional(),
  publisherKind: textRule.optional(),
  publishedDay: z.strictObject({ column }).optional(),
  summary: textRule.optional(),
  url: textRule.optional(),
  synthetic: z.boolean().default(false),
});
export type Mapping = z.infer<typeof mappingSchema>;

export interface CodedRule<T extends string> {
  column?: string | undefined;
  separator?: string | undefined;
  /** By word, in lower case without accents. */
  values?: ReadonlyMap<string, readonly T[]> | undefined;
  above?: number | undefined;
  value?: readonly T[] | undefined;
  otherwise: 'quarantine' | 'none';
}
