import { UNKNOWN_BIT } from '../domain/access/disclosure.ts';
import type { BorderLines } from '../domain/patterns/bands.ts';
import {
  type Counting,
  type LensGroup,
  type PatternDimension,
  wordsOfDimension,
} from '../domain/patterns/lens.ts';
import { bitMask, CRIMES, type Crime, PERPETRATORS } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';
import { dimensionSql, principalPerpetrator } from './pattern-words.ts';

/** Who does what where: incidents of one group, told apart by some dimensions. */
export interface PatternQuestion {
  group: LensGroup;
  counting: Counting;
  dimensions: readonly PatternDimension[];
  filter: IncidentFilter & {
    state?: readonly string[] | undefined;
    place?: readonly string[] | undefined;
    known?: readonly string[] | undefined;
  };
}

/** A row: a word of each dimension (null: not known), incidents, and victims where told. */
export interface PatternCount {
  words: (string | null)[];
  incidents: number;
  /** Victims of the incidents that say how many; how many say so. */
  victims: number;
  victimsKnown: number;
}

/** Counts by the dimensions, by their words; where all of them count, an incident of several crimes is in several rows. */
export async function countPatterns(
  db: Queryable,
  { group, counting, dimensions, filter }: PatternQuestion,
  borders: BorderLines,
): Promise<PatternCount[]> {
  const usesBorders = dimensions.includes('border');
  const parameters = usesBorders ? [multiLine(borders.north), multiLine(borders.south)] : [];
  const words = dimensions.map((dimension) =>
    dimensionSql(
      dimension,
      { group, counting, disclosure: filter.disclosure },
      { north: '$12', south: '$13' },
    ),
  );
  const { rows } = await db.query<PatternCount>(
    `select array[${words.map(({ select }) => `(${select})::text`).join(', ')}]::text[] as words,
       count(*) as incidents, coalesce(sum(i.victims), 0)::int as victims, count(i.victims) as "victimsKnown"
     from ${disclosedIncidents(filter.disclosure)} i
     ${words.map(({ join }) => join).join('\n')}
     where ${MATCHES_QUESTION(filter, group, counting)}
     group by 1 order by 1`,
    [...questionValues({ group, counting, filter }), ...parameters],
  );
  return rows;
}

/** How many incidents the rows are of. */
export async function countPatternIncidents(
  db: Queryable,
  question: PatternQuestion,
): Promise<{ incidents: number; synthetic: number }> {
  const { filter, group, counting } = question;
  const { rows } = await db.query<{ incidents: number; synthetic: number }>(
    `select count(*) as incidents, count(*) filter (where i.synthetic) as synthetic
     from ${disclosedIncidents(filter.disclosure)} i where ${MATCHES_QUESTION(filter, group, counting)}`,
    questionValues(question),
  );
  return rows[0];
}

/**
 * Parameters $1 to $6 are those of MATCHES_FILTER, whose crimes match any of an incident's; where principals count, the
 * principal one must match: $7. Perpetrators are matched here alone: nobody named is `unknown`, which no bit says.
 */
const MATCHES_QUESTION = (
  { disclosure }: PatternQuestion['filter'],
  group: LensGroup,
  counting: Counting,
): string => `${MATCHES_FILTER}
  and ${inGroup(group, counting)}
  and ($7::text[] is null or i.principal_crime = any($7))
  and ${matchesPerpetrator(disclosure, counting)}
  and ($9::text[] is null or i.state_code = any($9))
  and ($10::text[] is null or i.place_type = any($10))
  and ($11::text[] is null or i.how_known = any($11))`;

function questionValues({
  filter,
  counting,
}: Pick<PatternQuestion, 'filter' | 'group' | 'counting'>): (string | number | null | readonly string[])[] {
  const isPrincipal = counting === 'principal';
  const given = (words: readonly string[] | undefined) => (words?.length ? words : null);
  const { perpetrator, ...rest } = filter;
  return [
    ...filterValues(rest),
    isPrincipal ? given(filter.crime) : null,
    isPrincipal || !perpetrator?.length ? given(perpetrator) : bitMask(PERPETRATORS, perpetrator),
    given(filter.state),
    given(filter.place),
    given(filter.known),
  ];
}

function matchesPerpetrator(disclosure: PatternQuestion['filter']['disclosure'], counting: Counting): string {
  if (counting === 'principal')
    return `($8::text[] is null or ${principalPerpetrator(disclosure)} = any($8))`;
  return `($8::int is null or coalesce(nullif(i.perpetrator_mask, 0), ${UNKNOWN_BIT}) & $8 <> 0)`;
}

function inGroup(group: LensGroup, counting: Counting): string {
  if (group === 'hazard') return `i.kind = 'hazard'`;
  const words = wordsOfDimension('crime', { group }) as readonly Crime[];
  if (counting === 'principal') {
    return `i.kind = 'crime' and i.principal_crime in (${words.map((word) => `'${word}'`).join(',')})`;
  }
  return `i.kind = 'crime' and i.crime_mask & ${bitMask(CRIMES, words)} <> 0`;
}

function multiLine(lines: BorderLines['north']): string {
  const texts = lines.map((line) => `(${line.map(({ lon, lat }) => `${lon} ${lat}`).join(',')})`);
  return `MULTILINESTRING(${texts.join(',')})`;
}
