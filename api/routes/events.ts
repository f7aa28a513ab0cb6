import type { Response } from 'express';
import { z } from 'zod';
import type { StoredAlertEvent } from '../../data/alerts/events.ts';
import { noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { type AlertReader, alertReader, mayKnow } from './alerts.ts';

const HEARTBEAT_MS = 15_000;
/** Then the browser connects anew, and its session is looked at again. */
const LONGEST_MS = 5 * 60_000;
const RETRY_MS = 1_000;
/** What waits unsent for somebody slow before they are let go. */
const MOST_WAITING_BYTES = 64 * 1024;

const querySchema = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('as Last-Event-ID, where a header can not be sent'),
});

/** Events of alerts as they come: numbers and kinds only; what they are about is asked for as ever. */
export const events = defineRoute({
  method: 'get',
  path: '/api/events',
  summary: 'Alert events as server-sent events; resumes by Last-Event-ID',
  required: 'alerts.read',
  query: querySchema,
  pathParameters: noQuerySchema,
  answer: 'text/event-stream',
  cacheable: false,
  handle: async (context, { query, reader, stream }) => {
    const { alertEvents } = context;
    const named = Number(stream.headers['last-event-id'] ?? query.after);
    const lastId = Number.isInteger(named) && named >= 0 ? named : await alertEvents.newest();
    return {
      type: 'text/event-stream',
      follow: (response: Response) => {
        response.write(`retry: ${RETRY_MS}\n\n`);
        const stop = alertEvents.listen({
          lastId,
          tell: (told) => {
            const text = told.map((event) => frame(event, alertReader(context, reader))).join('');
            if (text !== '') response.write(text);
            if (response.writableLength <= MOST_WAITING_BYTES) return true;
            response.destroy();
            return false;
          },
          end: () => response.end(),
        });
        const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT_MS);
        const over = setTimeout(() => response.end(), LONGEST_MS);
        response.once('close', () => {
          stop();
          clearInterval(heartbeat);
          clearTimeout(over);
        });
      },
    };
  },
});

function frame(event: StoredAlertEvent, may: AlertReader): string {
  const { eventId, alertId, kind, at, needsOversight } = event;
  // What the reader's history of the alert leaves out is not told as it comes either.
  if ((needsOversight && !may.officials) || !mayKnow(event, may)) return '';
  const data = JSON.stringify({ alertId, kind, at: at.toISOString() });
  return `id: ${eventId}\nevent: alert\ndata: ${data}\n\n`;
}
