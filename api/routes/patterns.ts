import { ORIGIN_THRESHOLD } from '../../data/pattern-profiles.ts';
import { readPatternRows } from '../../data/pattern-rows.ts';
import { countPatternIncidents, countPatterns, type PatternCount } from '../../data/patterns.ts';
import { disclosureOf } from '../../domain/access/disclosure.ts';
import { type LensGroup, type PatternDimension, wordsOfDimension } from '../../domain/patterns/lens.ts';
import { ARROW_STREAM } from '../../domain/wire.ts';
import { noQuerySchema } from '../contract.ts';
import {
  factsQuerySchema,
  type PatternFacts,
  patternFactsSchema,
  patternFilterSchema,
  patternsQuerySchema,
  patternsSchema,
} from '../contract-patterns.ts';
import { AccessRefused, RequestError } from '../errors.ts';
import { readFactSheet } from '../fact-sheet.ts';
import { encodePatternColumns, patternColumns } from '../pattern-columns.ts';
import { landBorders } from '../pattern-reference.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import { readerFilter } from '../summary.ts';

export const patterns = defineRoute({
  method: 'get',
  path: '/api/patterns',
  summary: 'Who does what where: incidents by up to three dimensions',
  required: 'patterns.read',
  query: patternsQuerySchema,
  pathParameters: noQuerySchema,
  answer: patternsSchema,
  cacheable: true,
  handle: async ({ database }, { query, status, reader }) => {
    const { dimensions, measures, group, counting, ...asked } = query;
    const { crime, perpetrator, state, place, known } = asked;
    refuseContradictions(group, dimensions, { crime, perpetrator, state, place, known });
    if (group === 'consented' && !disclosureOf(reader, null).consented) {
      throw new AccessRefused('not_disclosed', 'not disclosed to your role: consented', ['consented']);
    }
    const filter = periodOf(asked, status, reader);
    const question = { group, counting, dimensions, filter };
    const [rows, { incidents, synthetic }] = await Promise.all([
      countPatterns(database.pool, question, landBorders()),
      countPatternIncidents(database.pool, question),
    ]);
    const isOfPeople = dimensions.includes('country');
    const shown = isOfPeople ? rows.filter((row) => row.incidents >= ORIGIN_THRESHOLD) : rows;
    const measureOf = {
      incidents: (row: PatternCount) => row.incidents,
      share: (row: PatternCount) => (incidents === 0 ? 0 : row.incidents / incidents),
      victims: (row: PatternCount) => (row.victimsKnown === 0 ? null : row.victims),
    };
    return {
      json: {
        asOf: filter.asOf,
        dataVersion: String(status.dataVersion),
        from: filter.from,
        to: filter.to,
        group,
        counting,
        dimensions,
        measures,
        incidents,
        synthetic,
        rows: shown.map((row) => [...row.words, ...measures.map((measure) => measureOf[measure](row))]),
        fewerThan: isOfPeople ? ORIGIN_THRESHOLD : null,
        withheld: rows.length - shown.length,
      },
    };
  },
});

/** Refuses what can have no answer, and says what would be right. */
function refuseContradictions(
  group: LensGroup,
  dimensions: readonly PatternDimension[],
  {
    crime,
    perpetrator,
    ...others
  }: Partial<Record<'crime' | 'perpetrator' | 'state' | 'place' | 'known', readonly string[] | undefined>>,
): void {
  const refuse = (message: string, details: object): never => {
    throw new RequestError(400, 'contradictory_filters', message, details);
  };
  if (new Set(dimensions).size < dimensions.length) {
    refuse('a dimension is asked for twice', { dimensions, right: [...new Set(dimensions)] });
  }
  const words = wordsOfDimension('crime', { group });
  const outside = group === 'hazard' ? (crime ?? []) : (crime ?? []).filter((word) => !words.includes(word));
  if (outside.length > 0) {
    const right =
      group === 'hazard' ? 'group=predatory' : `group=${group === 'predatory' ? 'consented' : 'predatory'}`;
    refuse(`${outside.join(', ')} is not of the group ${group}`, { crime: outside, group, right });
  }
  if (group === 'hazard' && (perpetrator?.length || dimensions.includes('perpetrator'))) {
    refuse('a hazard has no perpetrator', { group, right: 'group=predatory' });
  }
  if (!dimensions.includes('country')) return;
  if ([...dimensions].sort().join() !== 'country,state') {
    refuse('countries of origin are told by state only', { dimensions, right: ['state', 'country'] });
  }
  // Two answers under different filters could be subtracted, down to one person: docs/patterns.md.
  const filters = Object.entries({ crime, perpetrator, ...others }).flatMap(([name, words]) =>
    words?.length ? [name] : [],
  );
  if (filters.length > 0) {
    refuse('countries of origin follow the period alone', { filters, right: ['from', 'to'] });
  }
}

export const patternIncidents = defineRoute({
  method: 'get',
  path: '/api/patterns/incidents',
  summary: 'All incidents as columns without names or places (Arrow IPC stream), to be brushed in the page',
  required: 'patterns.read',
  query: patternFilterSchema,
  pathParameters: noQuerySchema,
  answer: ARROW_STREAM,
  cacheable: true,
  handle: async ({ database, network }, { query, status, reader }) => {
    const rows = await readPatternRows(database.pool, readerFilter(query, status, reader));
    const bytes = encodePatternColumns(patternColumns(rows, network, landBorders()));
    const audit = { action: 'incidents-read', filters: query, rows: rows.length } as const;
    return { bytes, type: ARROW_STREAM, audit };
  },
});

export const patternFacts = defineRoute({
  method: 'get',
  path: '/api/patterns/facts',
  summary: 'What patterns are set beside: enforcement, exposure, outcomes, profiles, who reports',
  required: 'patterns.read',
  query: factsQuerySchema,
  pathParameters: noQuerySchema,
  answer: patternFactsSchema,
  cacheable: true,
  handle: async ({ database: { pool }, network }, { query, status, reader }) => {
    const filter = periodOf(query, status, reader);
    const facts = {
      asOf: filter.asOf,
      dataVersion: String(status.dataVersion),
      from: filter.from,
      to: filter.to,
      ...(await readFactSheet(pool, network, filter)),
    };
    return { json: patternFactsSchema.parse(facts) satisfies PatternFacts };
  },
});
