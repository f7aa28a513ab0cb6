import { readCoverage } from '../../data/coverage.ts';
import { disclosureOf } from '../../domain/access/disclosure.ts';
import { dayCount } from '../../domain/coverage/day-spans.ts';
import { stateCoverage } from '../../domain/coverage/state-coverage.ts';
import { dayNumber, isoDayOf } from '../../domain/days.ts';
import { STATES } from '../../domain/states.ts';
import { noQuerySchema } from '../contract.ts';
import { coverageQuerySchema, coverageSchema } from '../contract-coverage.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';

export const coverage = defineRoute({
  method: 'get',
  path: '/api/coverage',
  summary: 'Where silence is no data: states that stopped reporting or were never reported from',
  required: 'map.read',
  query: coverageQuerySchema,
  pathParameters: noQuerySchema,
  answer: coverageSchema,
  cacheable: true,
  handle: async ({ database }, { query, status, reader }) => {
    const { asOf, from, to } = periodOf(query, status, reader);
    const period = { from: dayNumber(from), to: dayNumber(to) };
    const { synthetic, sources } = await readCoverage(
      database.pool,
      disclosureOf(reader, status.shownUntil).until,
    );
    const states = STATES.map(({ code, name }) => {
      const { noData, ...rest } = stateCoverage(code, sources, period);
      return {
        ...rest,
        name,
        noData: noData.map((span) => ({ from: isoDayOf(span.from), to: isoDayOf(span.to) })),
        noDataDays: dayCount(noData),
      };
    });
    return {
      json: { asOf, dataVersion: String(status.dataVersion), from, to, synthetic, states },
    };
  },
});
