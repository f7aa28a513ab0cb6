import type { Reader } from '../../domain/access/reader.ts';
import type { Job } from '../contract-jobs.ts';
import { RequestError } from '../errors.ts';
import type { Answer } from '../route.ts';
import type { Jobs, Question } from './jobs.ts';

/**
 * The answer of a route whose work takes the pool: the value where it is known or comes soon, else 202 with the
 * reader's job; ask again once that is done.
 */
export async function answerByJob<T>(
  jobs: Jobs,
  reader: Pick<Reader, 'userId'>,
  question: Question<T>,
): Promise<Answer<T | { status: 'running'; job: Job }>> {
  const asked = await jobs.ask(reader.userId, question);
  if (asked.status === 'done') return { json: asked.value };
  if (asked.status === 'running') return { json: asked, status: 202 };
  throw new RequestError(503, 'busy', 'too much is being computed already; try again in a minute');
}
