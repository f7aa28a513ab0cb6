import { type FormReportRow, readFormReports, readFormSender } from '../../data/form-reports.ts';
import { may, type Reader } from '../../domain/access/reader.ts';
import { checkInterview } from '../../etl/interview/check-interview.ts';
import { formSourceId, ingestInterview } from '../../etl/interview/ingest-interview.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  interviewSchema,
  type ReportCheck,
  type ReportSent,
  reportCheckSchema,
  reportSentSchema,
  type SentReports,
  sentReportsSchema,
} from '../contract-reports.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

const MINE_LIMIT = 50;

export const reportCheck = defineRoute({
  method: 'post',
  path: '/api/reports/check',
  summary:
    'What is wrong with a report of the form and which personal data would be taken out; nothing is stored',
  required: 'reports.write',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: interviewSchema,
  answer: reportCheckSchema,
  cacheable: false,
  handle: async (context, { body }) => {
    const { isPlaceName } = await context.ingestTools();
    const { problems, redacted } = checkInterview(body, isPlaceName, context.today());
    return { json: reportCheckSchema.parse({ problems, redacted }) satisfies ReportCheck };
  },
});

/**
 * What became of a report. That it was joined to another, or may tell of the same, says that another tells of it: only
 * to whoever sees incidents one by one, or a report made up would be a question.
 */
function toldOf(reader: Reader, { sentAt, joined, doubtful, ...row }: FormReportRow) {
  const seesOthers = may(reader, 'incidents.read');
  return {
    ...row,
    sentAt: sentAt.toISOString(),
    joined: seesOthers && joined,
    doubtful: seesOthers && doubtful,
  };
}

function ofAnother(): RequestError {
  return new RequestError(409, 'report_of_another', 'another user sent a report of this id');
}

export const reportSend = defineRoute({
  method: 'post',
  path: '/api/reports',
  summary: 'One report of the form: taken in like a row of a file, once however often it is sent',
  required: 'reports.write',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: interviewSchema,
  answer: reportSentSchema,
  cacheable: false,
  handle: async (context, input) => {
    const { body, reader } = input;
    const { database } = context;
    const tools = await context.ingestTools();
    const now = context.now();
    const { interview, problems, redacted } = checkInterview(body, tools.isPlaceName, context.today());
    if (problems.length > 0) {
      throw new RequestError(422, 'report_incomplete', 'the report can not be taken as it is', problems);
    }
    const sourceId = formSourceId(reader);
    const { userId } = reader;
    const sender = await readFormSender(database.pool, sourceId, body.reportId);
    if (sender !== null && sender !== userId) throw ofAnother();
    const result = await ingestInterview(database, interview, {
      ...tools,
      sourceId,
      startedBy: userId,
      today: context.today(),
    });
    if (!result.ok) throw new Error(`the report of a form was refused: ${result.problem.reason}`);
    const [report] = await readFormReports(database.pool, sourceId, userId, body.reportId, 1);
    // A colleague of the same agency sent the very same one while ours was on its way.
    if (!report) throw ofAnother();
    const { loaded, corrected } = result.report;
    const outcome = loaded > 0 ? 'loaded' : corrected > 0 ? 'corrected' : 'known';
    await audited(
      database.pool,
      input,
      {
        action: 'report-entered',
        subject: { kind: 'report', id: body.reportId },
        rows: loaded + corrected,
        details: { outcome, source: sourceId },
      },
      now,
    );
    const json = {
      outcome,
      redacted: redacted.flatMap(({ found }) => found),
      report: toldOf(reader, report),
    };
    return { json: reportSentSchema.parse(json) satisfies ReportSent };
  },
});

export const reportsSent = defineRoute({
  method: 'get',
  path: '/api/reports/mine',
  summary: 'The newest reports that the reader sent by the form, and what became of them',
  required: 'reports.write',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: sentReportsSchema,
  cacheable: false,
  handle: async ({ database }, { reader }) => {
    const rows = await readFormReports(database.pool, formSourceId(reader), reader.userId, null, MINE_LIMIT);
    const reports = rows.map((row) => toldOf(reader, row));
    return { json: sentReportsSchema.parse({ reports }) satisfies SentReports };
  },
});
