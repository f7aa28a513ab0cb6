import { applyRun } from '../../data/alerts/apply-run.ts';
import { addAlertEvents, lockAlerts, type StoredAlertEvent } from '../../data/alerts/events.ts';
import { readRulesStamp, readStandingRules } from '../../data/alerts/rules.ts';
import type { RunCause } from '../../data/alerts/run-outcome.ts';
import { readFired, readLateIncidents, readStanding } from '../../data/alerts/standing.ts';
import { endSilences, escalate, isUpkeepDue } from '../../data/alerts/upkeep.ts';
import type { Queryable } from '../../data/database.ts';
import { silentNow } from '../../domain/alerts/silence-of-states.ts';
import type { ApiContext } from '../context.ts';
import type { JobControl } from '../jobs/jobs.ts';
import { createWorkerPool } from '../jobs/pool.ts';
import { readEvaluation } from './read-evaluation.ts';

/** Told of every event in the transaction that writes it: what they do stands or falls with it. */
export type OnAlertEvents = (db: Queryable, events: readonly StoredAlertEvent[], now: Date) => Promise<void>;

export interface AlertEngine {
  /** Looks now, whatever changed; resolves when all is written. */
  look(cause: RunCause): Promise<void>;
  /** Looks where data, day or rules have changed since the last look, and does what is due. */
  tick(): Promise<void>;
  /** Begins to tick by itself. */
  start(): void;
  close(): Promise<void>;
}

/** How often it is asked whether anything changed. */
const TICK_MS = 500;
/** Escalations and ended silences are due within a minute. */
const UPKEEP_EVERY_MS = 10_000;
/** More late incidents than this are a new file, whose past is not searched for what would have been alerts. */
const LATE_LIMIT = 2_000;
const HOUR_MS = 3_600_000;
/** Two servers on one database take turns; each run that is overtaken is taken anew. */
const TRIES = 5;

/** Judges the rules after each change of the data, at each new day and when rules change, in a thread of its own. */
export function createAlertEngine(
  context: ApiContext,
  onEvents: OnAlertEvents = async () => {},
): AlertEngine {
  const { database, log, now, delayHours } = context;
  // Its own thread: a warning does not wait behind somebody's large question.
  const pool = createWorkerPool(1);
  const control: JobControl = {
    run: async (task, input) => {
      const outcome = await pool.run(task, input)?.outcome;
      if (!outcome?.ok) throw new Error('the alerts have no thread');
      return outcome.value;
    },
  };
  let seen: { dataVersion: number; asOf: string; rules: string; shownUntil: string | null } | null = null;
  let upkeepAtMs = 0;
  let timer: NodeJS.Timeout | null = null;
  let busy: Promise<void> = Promise.resolve();

  async function once(cause: RunCause): Promise<boolean> {
    const beganMs = performance.now();
    const status = await context.status();
    const rulesStamp = await readRulesStamp(database.pool);
    const rules = await readStandingRules(database.pool, context.today());
    const standing = await readStanding(database.pool);
    const definitions = rules.map(({ definition }) => definition);
    const { wholeSilence, ...ground } = await readEvaluation(context, status, definitions, control);
    const nowMs = now().getTime();
    const heldAfterMs = delayHours > 0 ? nowMs - delayHours * HOUR_MS : null;
    const evaluation = { ...ground, nowMs, heldAfterMs, rules, open: standing.open };
    const late =
      standing.lastReadAt &&
      (await readLateIncidents(
        database.pool,
        standing.lastReadAt,
        { delayHours, until: new Date(nowMs - delayHours * HOUR_MS) },
        LATE_LIMIT + 1,
      ));
    const outcome = await control.run('alerts', {
      evaluation,
      fired: await readFired(database.pool, ground.firstDataDay),
      lateIds: late && late.length <= LATE_LIMIT ? late : [],
    });
    const applied = await database.transaction(async (db) => {
      const written = await applyRun(
        db,
        {
          ...outcome,
          lastRunId: standing.lastRunId,
          cause,
          asOf: status.asOf,
          dataVersion: status.dataVersion,
          rules: new Map(rules.map(({ ruleId, definition }) => [ruleId, definition])),
          silentStates: silentNow(ground.silence, ground.asOfDay, wholeSilence),
          incidentIds: ground.incidents.id,
          fewest: context.fewestDisclosed,
          tookMs: Math.round(performance.now() - beganMs),
        },
        now(),
      );
      if (written.ok) await onEvents(db, written.events, now());
      return written;
    });
    const { dataVersion, asOf, shownUntil } = status;
    if (applied.ok) seen = { dataVersion, asOf, rules: rulesStamp, shownUntil };
    return applied.ok;
  }

  async function look(cause: RunCause): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt++) if (await once(cause)) return;
    throw new Error('other servers judge the rules of this database faster');
  }

  async function upkeep(): Promise<void> {
    if (now().getTime() - upkeepAtMs < UPKEEP_EVERY_MS) return;
    upkeepAtMs = now().getTime();
    if (!(await isUpkeepDue(database.pool, now()))) return;
    await database.transaction(async (db) => {
      await lockAlerts(db);
      const due = [...(await endSilences(db, now())), ...(await escalate(db, now()))];
      await onEvents(db, await addAlertEvents(db, due, now()), now());
    });
  }

  async function tickOnce(): Promise<void> {
    const { dataVersion, asOf, shownUntil } = await context.status();
    const rules = await readRulesStamp(database.pool);
    const cause: RunCause | null =
      seen === null
        ? 'start'
        : seen.dataVersion !== dataVersion || seen.shownUntil !== shownUntil
          ? 'data'
          : seen.asOf !== asOf
            ? 'day'
            : seen.rules !== rules
              ? 'rules'
              : null;
    if (cause !== null) await look(cause);
    await upkeep();
  }

  /** One at a time, in the order asked. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = busy.then(work);
    busy = turn.catch(() => {});
    return turn;
  }

  return {
    look: (cause) => inTurn(() => look(cause)),
    tick: () => inTurn(tickOnce),
    start: () => {
      const again = () => {
        timer = setTimeout(() => {
          inTurn(tickOnce)
            .catch((error: unknown) => log.error({ err: error }, 'the alerts were not judged'))
            .finally(() => {
              if (timer !== null) again();
            });
        }, TICK_MS);
        timer.unref();
      };
      again();
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await busy;
      await pool.close();
    },
  };
}
