import { getHeapStatistics } from 'node:v8';
import type { Request, RequestHandler, Response } from 'express';
import { RequestError, sendError } from './errors.ts';

/** How much is done at a time before more is refused. */
export interface LoadLimits {
  /** Requests that are worked on at a time; the database has some ten connections. */
  atOnce: number;
  /** Of these, by one asker: a browser sends six, and nobody takes all turns. */
  atOncePerAsker: number;
  /** Requests that wait for their turn. */
  waiting: number;
  /** How long one waits at most. */
  waitMs: number;
  /**
   * A refusal is told this much later: whoever asks again at once, a thousand at a time, would else keep the program
   * busy with refusing them.
   */
  refusedAfterMs: number;
  /** Refusals that are told later, at a time; what is beyond is told at once. */
  heldRefusals: number;
  /** Answers that are on their way to slow readers. */
  unsent: number;
  /** An answer that was not read whole by then is cut off. */
  sentWithinMs: number;
  /** Heap and buffers in bytes from which on nothing new is taken. */
  memoryBytes: number;
}

/** Of the memory that Node would take at most, and no more than this for buffers beside it. */
const MEMORY_SHARE = 0.8;

export const LOAD_LIMITS: LoadLimits = {
  atOnce: 16,
  atOncePerAsker: 12,
  waiting: 64,
  waitMs: 10_000,
  refusedAfterMs: 1000,
  heldRefusals: 2000,
  unsent: 300,
  sentWithinMs: 5 * 60_000,
  memoryBytes: MEMORY_SHARE * getHeapStatistics().heap_size_limit,
};

/** A request's place among those that are worked on. */
interface Turn {
  /** Given back, once however often it is called. */
  leave(): void;
  /** Its handler gives it back, whether or not the client still waits: the work goes on without one. */
  isKept: boolean;
}

/** A request that waits for its turn. */
interface Waiting {
  asker: string;
  /** Its turn has come. */
  go(): void;
  /** It gives its place to somebody who has less. */
  yieldPlace(): void;
}

/**
 * Lets a bounded number of requests through at a time and a few more wait; the rest is refused with 503 and
 * Retry-After, so that memory and waiting times stay bounded however many ask. Turns are shared fairly: who has the
 * fewest is next, and where no more may wait, the last of whoever has most waiting makes room. `takeTurn` stands
 * after the body was read and before anything is looked up: a slow sender holds no turn.
 *
 * @param isExempt what is answered without a turn, as whether the product is there.
 * @param askerOf who asks, as far as that can be told without looking it up.
 */
export function boundLoad(
  limits: LoadLimits,
  isExempt: (path: string) => boolean,
  askerOf: (request: Request) => string,
): { refuseEarly: RequestHandler; takeTurn: RequestHandler } {
  let active = 0;
  let unsent = 0;
  let held = 0;
  const activeOf = new Map<string, number>();
  const queue: Waiting[] = [];

  function count(asker: string, change: 1 | -1): void {
    active += change;
    const left = (activeOf.get(asker) ?? 0) + change;
    if (left > 0) activeOf.set(asker, left);
    else activeOf.delete(asker);
  }

  const hasTurn = (asker: string) =>
    active < limits.atOnce && (activeOf.get(asker) ?? 0) < limits.atOncePerAsker;

  /** Takes the next from the queue: of those who may, the one with the fewest turns, the oldest first. */
  function nextWaiting(): Waiting | undefined {
    let best: Waiting | undefined;
    for (const one of queue) {
      if (!hasTurn(one.asker)) continue;
      if (!best || (activeOf.get(one.asker) ?? 0) < (activeOf.get(best.asker) ?? 0)) best = one;
    }
    if (best) queue.splice(queue.indexOf(best), 1);
    return best;
  }

  /** Who would make room for one more of the asker's in a full queue, if anybody should. */
  function whoMakesRoom(asker: string): Waiting | undefined {
    const waiting = new Map<string, number>();
    for (const one of queue) waiting.set(one.asker, (waiting.get(one.asker) ?? 0) + 1);
    const most = Math.max(...waiting.values());
    if (most <= (waiting.get(asker) ?? 0) + 1) return undefined;
    return queue.findLast((one) => waiting.get(one.asker) === most);
  }

  const isFullFor = (asker: string) => queue.length >= limits.waiting && !whoMakesRoom(asker);

  function begin(asker: string, response: Response): void {
    count(asker, 1);
    let isOver = false;
    const turn: Turn = {
      isKept: false,
      leave: () => {
        if (isOver) return;
        isOver = true;
        count(asker, -1);
        nextWaiting()?.go();
      },
    };
    response.locals.turn = turn;
    response.once('close', () => {
      if (!turn.isKept) turn.leave();
    });
  }

  /** Counts an answer until it is read whole; one that never is, is cut off. */
  function watch(response: Response): void {
    unsent += 1;
    const cut = setTimeout(() => response.destroy(), limits.sentWithinMs);
    cut.unref();
    response.locals.unwatch = () => clearTimeout(cut);
    response.once('close', () => {
      unsent -= 1;
      clearTimeout(cut);
    });
  }

  // Before anything else is done: a flood must cost less to refuse than it leaves time to answer.
  const refuseEarly: RequestHandler = (request, response, next) => {
    if (isExempt(request.path) || !isFullFor(askerOf(request))) return next();
    const refuse = () => sendOverloaded(response, 'too many wait already');
    if (held >= limits.heldRefusals) return refuse();
    held += 1;
    const told = setTimeout(refuse, limits.refusedAfterMs);
    response.once('close', () => {
      clearTimeout(told);
      held -= 1;
    });
  };

  const takeTurn: RequestHandler = (request, response, next) => {
    if (isExempt(request.path)) return next();
    // Gone while its body was read: it would never give its turn back.
    if (response.closed) return;
    const asker = askerOf(request);
    if (isFullFor(asker)) throw overloaded('too many wait already');
    if (unsent - active - queue.length >= limits.unsent) throw overloaded('too many answers are being read');
    if (memoryUsed() > limits.memoryBytes) throw overloaded('memory is short');
    watch(response);
    if (hasTurn(asker)) {
      begin(asker, response);
      return next();
    }
    if (queue.length >= limits.waiting) whoMakesRoom(asker)?.yieldPlace();
    const leaveQueue = () => {
      clearTimeout(late);
      response.off('close', leaveQueue);
      const at = queue.indexOf(waiting);
      if (at >= 0) queue.splice(at, 1);
    };
    const giveUp = (why: string) => {
      leaveQueue();
      next(overloaded(why));
    };
    const waiting: Waiting = {
      asker,
      go: () => {
        leaveQueue();
        begin(asker, response);
        next();
      },
      yieldPlace: () => giveUp('others have waited for less'),
    };
    const late = setTimeout(() => giveUp('its turn did not come in time'), limits.waitMs);
    response.once('close', leaveQueue);
    queue.push(waiting);
  };
  return { refuseEarly, takeTurn };
}

/** From here on a handler holds the turn of its request, until what is returned is called. */
export function keepTurn(response: Response): () => void {
  const turn = response.locals.turn as Turn | undefined;
  if (!turn) return () => {};
  turn.isKept = true;
  return turn.leave;
}

/** An answer that goes on as long as somebody listens, or a body that comes as slowly as its sender's line. */
export function letTakeLong(response: Response): void {
  (response.locals.turn as Turn | undefined)?.leave();
  (response.locals.unwatch as (() => void) | undefined)?.();
}

function memoryUsed(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function sendOverloaded(response: Response, why: string): void {
  const { status, code, message } = overloaded(why);
  response.set('retry-after', '5');
  sendError(response, status, { code, message });
}

function overloaded(why: string): RequestError {
  return new RequestError(
    503,
    'overloaded',
    `too much is asked at the moment (${why}); try again in seconds`,
  );
}
