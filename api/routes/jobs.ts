import { noQuerySchema } from '../contract.ts';
import { type Job, jobPathSchema, jobSchema } from '../contract-jobs.ts';
import { RequestError } from '../errors.ts';
import type { JobState } from '../jobs/jobs.ts';
import { defineRoute } from '../route.ts';

/** A job of somebody else is as good as none. */
function found(job: JobState | null): { json: Job } {
  if (!job)
    throw new RequestError(404, 'not_found', 'no such job of yours; answers are forgotten after a while');
  return { json: job };
}

export const job = defineRoute({
  method: 'get',
  path: '/api/jobs/{id}',
  summary: 'How far a long piece of work of yours is',
  required: 'session',
  query: noQuerySchema,
  pathParameters: jobPathSchema,
  answer: jobSchema,
  cacheable: false,
  handle: ({ jobs }, { path, reader }) => found(jobs.state(reader.userId, path.id)),
});

export const jobCancel = defineRoute({
  method: 'delete',
  path: '/api/jobs/{id}',
  summary: 'Calls a long piece of work of yours off',
  required: 'session',
  query: noQuerySchema,
  pathParameters: jobPathSchema,
  answer: jobSchema,
  cacheable: false,
  handle: ({ jobs }, { path, reader }) => found(jobs.cancel(reader.userId, path.id)),
});
