import { disclosureOf } from '../../domain/access/disclosure.ts';
import { backtestOfDatabase } from '../backtest.ts';
import { noQuerySchema } from '../contract.ts';
import { type BacktestAnswerWire, backtestQuerySchema, backtestSchema } from '../contract-backtest.ts';
import { answerByJob } from '../jobs/answer.ts';
import { defineRoute } from '../route.ts';

export const backtest = defineRoute({
  method: 'get',
  path: '/api/backtest',
  summary:
    'Does any of this predict? Every method against the naive map of last year, month by month, with intervals',
  required: 'map.read',
  query: backtestQuerySchema,
  pathParameters: noQuerySchema,
  answer: backtestSchema,
  cacheable: true,
  handle: (context, { query: { asOf: asked, seed }, status, reader }) => {
    const asOf = asked !== undefined && asked < status.asOf ? asked : status.asOf;
    const { until } = disclosureOf(reader, status.shownUntil);
    return answerByJob<BacktestAnswerWire>(context.jobs, reader, {
      kind: 'backtest',
      key: JSON.stringify(['backtest', status.dataVersion, until, asOf, seed]),
      work: async (control) => {
        const { question, ...left } = await backtestOfDatabase(context, asOf, until, seed, control);
        const found = await control.run('backtest', question);
        const head = { asOf, dataVersion: String(status.dataVersion), ...left };
        return found.status === 'refused'
          ? { ...found, ...head }
          : { status: 'answered', ...head, seed, ...found.value };
      },
    });
  },
});
