import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Messenger, Step } from '../../api/messaging/messenger.ts';
import { makeSilence } from '../../data/alerts/silences.ts';
import { readLock } from '../../data/embedded-lock.ts';
import { retryMessage } from '../../data/messages/deliveries.ts';
import { LEASE_MS } from '../../data/messages/due.ts';
import { endSubscription } from '../../data/messages/subscriptions.ts';
import { describeOnBothDatabases } from '../databases.ts';
import {
  addRule,
  createClock,
  EVERYTHING,
  fire,
  HOUR,
  loopbackSettings,
  MINUTE,
  messengerOf,
  person,
  START,
  startHooks,
  startSmtp,
  subscribe,
  tell,
} from '../messages-world.ts';
import { startScript } from '../script.ts';

describeOnBothDatabases('messages', (db) => {
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let messenger: Messenger;
  let clock = createClock();
  let analyst: string;
  let recipient: string;
  const others: { close?(): Promise<void>; stop?(): Promise<void> }[] = [];

  beforeAll(async () => {
    smtp = await startSmtp();
    analyst = await person(db.database, 'Ana', ['analyst']);
    recipient = await person(db.database, 'Albergue', ['recipient']);
    messenger = await messengerOf(db.database, () => clock.now(), loopbackSettings(smtp.port));
  });
  afterAll(async () => {
    await messenger?.close();
    await smtp?.stop();
  });
  beforeEach(async () => {
    clock = createClock(START);
    smtp.mails.length = 0;
    smtp.behave(() => 'accept');
    await addRule(db.database);
    await db.database.pool.query(
      'truncate subscription, message, delivery, announcement, alert, alert_event, alert_silence',
    );
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await (other.close ?? other.stop)?.();
  });

  const another = async (settings = loopbackSettings(smtp.port)) => {
    const made = await messengerOf(db.database, () => clock.now(), settings);
    others.push(made);
    return made;
  };
  /** What became of each message, in order: its kind, state, reason and the outcomes of its attempts. */
  const story = async () => {
    const { rows } = await db.database.pool.query<{ line: string }>(
      `select concat_ws(' ', m.kind, m.state, m.reason,
         (select '[' || string_agg(coalesce(d.outcome, 'open'), ' ' order by d.delivery_id) || ']'
          from delivery d where d.message_id = m.message_id)) as line
       from message m order by m.seq`,
    );
    return rows.map(({ line }) => line);
  };
  const doubtful = async () => {
    const { rows } = await db.database.pool.query<{ n: number }>('select sum(doubtful) as n from message');
    return Number(rows[0].n);
  };
  /** Ticks and moves on until nothing waits. */
  const untilDone = async (by: number, times: number, sender = messenger) => {
    for (let i = 0; i < times; i++) {
      await sender.tick();
      clock.add(by);
    }
  };

  it('a fired and a resolved alert are two mails of one thread, in order, each once, and nobody else’s', async () => {
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    // The same recipient by another subscription, and one who asked for another state.
    await subscribe(db.database, analyst, { address: 'ANA@example.org', mode: 'digest' });
    await subscribe(db.database, recipient, {
      address: 'otro@example.org',
      filter: { ...EVERYTHING, stateCodes: ['08'] },
    });
    const alert = await fire(db.database, clock.now());
    await messenger.tick();
    await tell(db.database, alert, 'resolved', clock.now());
    await Promise.all([messenger.tick(), messenger.tick()]);
    expect(smtp.mails.map(({ to }) => to)).toEqual(['ana@example.org', 'ana@example.org']);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(2);
    for (const { raw } of smtp.mails) expect(raw).toContain(`References: <alert-${alert}@vigia.example>`);
    expect(await story()).toEqual(['fired sent [accepted]', 'resolved sent [accepted]']);
    // At start nothing that was told is told again.
    await (await another()).tick();
    expect(smtp.mails).toHaveLength(2);
  });

  it('who may not see details gets the safe form, and nothing of what only oversight may know', async () => {
    await subscribe(db.database, recipient, { address: 'albergue@example.org' });
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    await fire(db.database, clock.now());
    await fire(db.database, clock.now(), { needsOversight: true });
    await messenger.tick();
    const textOf = (to: string) =>
      smtp.mails.find((mail) => mail.to === to)?.raw.replaceAll(/=\r?\n/g, '') ?? '';
    expect(smtp.mails).toHaveLength(2);
    expect(textOf('albergue@example.org')).toMatch(/Menos de 5 incidentes[\s\S]*secuestro o trata/);
    expect(textOf('albergue@example.org')).not.toContain('usual');
    expect(textOf('ana@example.org')).toContain('4 incidentes');
  });

  it('a mail server that is down for ten minutes delays, and loses and doubles nothing', async () => {
    const down = await startSmtp();
    const { port } = down;
    await down.stop();
    const sender = await another(loopbackSettings(port));
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    const alert = await fire(db.database, clock.now());
    await tell(db.database, alert, 'worsened', clock.now());
    await untilDone(MINUTE, 10, sender);
    expect((await story())[1]).toBe('worsened waiting');
    const up = await startSmtp({ port });
    others.push(up);
    await untilDone(5 * MINUTE, 4, sender);
    expect(up.mails.map(({ raw }) => /Empeora/.test(raw))).toEqual([false, true]);
    expect(await story()).toEqual([
      expect.stringMatching(/^fired sent \[(unreachable ){4,}accepted\]$/),
      'worsened sent [accepted]',
    ]);
    expect(await doubtful()).toBe(0);
  });

  it('webhooks: slow, 500, 429, cut off after all had arrived, and at last accepted: one id, signed each time', async () => {
    const answers: ((response: import('node:http').ServerResponse) => void)[] = [
      (response) => setTimeout(() => response.end('late'), 3000).unref(),
      (response) => response.writeHead(500).end('broken'),
      (response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
      (response) => response.socket?.destroy(),
      (response) => response.end('thanks'),
    ];
    const hooks = await startHooks((_, response) => answers.shift()?.(response));
    others.push(hooks);
    const sender = await another(loopbackSettings(null, { attemptMs: 300 }));
    await subscribe(db.database, analyst, { address: hooks.url });
    await fire(db.database, clock.now());
    await untilDone(10 * MINUTE, 3, sender);
    expect((await story())[0]).toBe(
      'fired waiting refused-for-now [no-answer refused-for-now refused-for-now]',
    );
    // It asked for an hour.
    await untilDone(10 * MINUTE, 12, sender);
    expect(await story()).toEqual([
      'fired sent [no-answer refused-for-now refused-for-now no-answer accepted]',
    ]);
    expect(hooks.hooks).toHaveLength(5);
    expect(new Set(hooks.hooks.map(({ id }) => id)).size).toBe(1);
    expect(await doubtful()).toBe(2);
    const { body, headers } = hooks.hooks[4];
    expect(headers['idempotency-key']).toBe(headers['webhook-id']);
    expect(JSON.parse(body)).toMatchObject({
      kind: 'fired',
      alerts: [{ severity: 'serious', synthetic: false }],
    });
  });

  it('a receiver that refuses, redirects or leads inward is dead at once; a retry by hand sends it', async () => {
    const codes = [404, 302];
    const hooks = await startHooks((_, response) => {
      const code = codes.shift();
      response.writeHead(code ?? 200, { location: 'http://169.254.169.254/' }).end();
    });
    others.push(hooks);
    const sender = await another(loopbackSettings(null));
    await subscribe(db.database, analyst, { address: hooks.url });
    await subscribe(db.database, analyst, { address: 'http://10.1.2.3/hook' });
    await fire(db.database, clock.now());
    await sender.tick();
    await fire(db.database, clock.now());
    await sender.tick();
    expect((await story()).sort()).toEqual([
      'fired dead address-not-allowed [address-not-allowed]',
      'fired dead address-not-allowed [address-not-allowed]',
      'fired dead redirected [redirected]',
      'fired dead refused [refused]',
    ]);
    expect(hooks.hooks).toHaveLength(2);
    const { rows } = await db.database.pool.query(
      `select message_id as id from message where reason = 'refused'`,
    );
    const retry = () =>
      db.database.transaction((client) => retryMessage(client, rows[0].id, false, clock.now()));
    expect(await retry()).toMatchObject({ ok: true });
    await sender.tick();
    expect(hooks.hooks[2].id).toBe(hooks.hooks[0].id);
    expect(await retry()).toEqual({ ok: false, reason: 'not-dead' });
  });

  it('without encryption, or with a certificate of nobody, no mail is sent', async () => {
    const smtpOf = (port: number) => {
      const settings = loopbackSettings(port);
      return { ...settings, smtp: settings.smtp && { ...settings.smtp, tls: 'starttls' as const } };
    };
    const selfSigned = await startSmtp({ tls: {} });
    others.push(selfSigned);
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    await fire(db.database, clock.now());
    await (await another(smtpOf(smtp.port))).tick();
    clock.add(MINUTE);
    await (await another(smtpOf(selfSigned.port))).tick();
    expect(await story()).toEqual(['fired waiting tls-refused [tls-refused tls-refused]']);
    expect([...smtp.mails, ...selfSigned.mails]).toEqual([]);
  });

  it('a mail server that takes a mail and dies before it answers is counted, and the copy is recognisable', async () => {
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    let times = 0;
    smtp.behave(() => (times++ === 0 ? 'die' : 'accept'));
    await fire(db.database, clock.now());
    await messenger.tick();
    expect(await story()).toEqual(['fired waiting no-answer [no-answer]']);
    clock.add(HOUR);
    await messenger.tick();
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await doubtful()).toBe(1);
    expect(await story()).toEqual(['fired sent [no-answer accepted]']);
  });

  it('a mail server that refuses for now is asked again, one that refuses for good is not', async () => {
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    const codes = [451, 550];
    smtp.behave(() => ({ code: codes.shift() ?? 250 }));
    await fire(db.database, clock.now());
    await untilDone(HOUR, 3);
    expect(await story()).toEqual(['fired dead refused [refused-for-now refused]']);
    expect(await doubtful()).toBe(0);
  });

  it('two senders at once share the work: every message once, in order for each alert', async () => {
    // More than one sender takes at a time (50), and no mail is taken before both have some: neither can do all alone.
    const recipients = Array.from({ length: 30 }, (_, i) => `r${i}@example.org`);
    for (const address of recipients) await subscribe(db.database, analyst, { address });
    const alerts = [await fire(db.database, clock.now()), await fire(db.database, clock.now())];
    for (const alert of alerts) await tell(db.database, alert, 'resolved', clock.now());
    let letGo = () => {};
    const bothHaveWork = new Promise<'accept'>((resolve) => {
      letGo = () => resolve('accept');
    });
    smtp.behave(() => bothHaveWork);
    const senders = [await another(), await another()];
    for (const sender of senders) sender.start();
    const workers = async () => {
      const { rows } = await db.database.pool.query('select count(distinct worker)::int as n from delivery');
      return rows[0].n;
    };
    await expect.poll(workers, { timeout: 20_000 }).toBe(2);
    letGo();
    await expect
      .poll(async () => (await story()).filter((line) => !/ sent /.test(line)), { timeout: 30_000 })
      .toEqual([]);
    expect(smtp.mails).toHaveLength(4 * recipients.length);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(4 * recipients.length);
    for (const alert of alerts) {
      for (const address of recipients) {
        const thread = smtp.mails.filter(({ to, raw }) => to === address && raw.includes(`<alert-${alert}@`));
        expect(thread.map(({ raw }) => /Termin=C3=B3/.test(raw))).toEqual([false, true]);
      }
    }
  });

  it('silence, inhibition, rights and the end of a subscription count as they are when a message is sent', async () => {
    const ends = await subscribe(db.database, analyst, { address: 'ends@example.org' });
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    const leaves = await person(db.database, `Leaves ${db.engine}`, ['analyst']);
    await subscribe(db.database, leaves, { address: 'leaves@example.org' });
    const silenced = await fire(db.database, clock.now());
    const inhibited = await fire(db.database, clock.now());
    await makeSilence(
      db.database.pool,
      { matcher: { alertId: silenced }, reason: 'prueba', endsAt: new Date(START.getTime() + HOUR) },
      { id: analyst, name: 'Ana' },
      clock.now(),
    );
    await db.database.pool.query('update alert set inhibited_by = $2 where alert_id = $1', [
      inhibited,
      silenced,
    ]);
    await endSubscription(db.database.pool, ends.subscriptionId, analyst, analyst, clock.now());
    await db.database.pool.query('update app_user set disabled = true where user_id = $1', [leaves]);
    await messenger.tick();
    expect(smtp.mails).toEqual([]);
    expect((await story()).sort()).toEqual([
      'fired dropped inhibited',
      'fired dropped reader-disabled',
      'fired dropped reader-disabled',
      'fired dropped silenced',
      'fired dropped subscription-ended',
      'fired dropped subscription-ended',
    ]);
    // When silence and inhibition end, the alerts tell themselves; an end of what was never told is no news.
    clock.add(HOUR);
    await tell(db.database, silenced, 'told-again', clock.now());
    await db.database.pool.query('update alert set inhibited_by = null where alert_id = $1', [inhibited]);
    await tell(db.database, inhibited, 'resolved', clock.now());
    await messenger.tick();
    expect(smtp.mails.map(({ to }) => to)).toEqual(['ana@example.org']);
    expect((await story()).slice(-2)).toEqual(['told-again sent [accepted]', 'resolved dropped never-told']);
  });

  it('quiet and working hours hold what is not critical; what has expired meanwhile is not sent', async () => {
    await addRule(db.database, { quietHours: { from: '20:00', to: '07:00' } });
    clock.add(12 * HOUR);
    await subscribe(db.database, analyst, {
      address: 'office@example.org',
      workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    });
    await subscribe(db.database, analyst, { address: 'any@example.org' });
    await fire(db.database, clock.now());
    await fire(db.database, clock.now(), { severity: 'critical' });
    await messenger.tick();
    expect(smtp.mails.map(({ raw }) => /cr=C3=ADtica/.test(raw))).toEqual([true, true]);
    expect((await story()).filter((line) => line.includes('waiting'))).toEqual(
      Array.from({ length: 2 }, () => 'fired waiting quiet-hours'),
    );
    // Seven in the morning, then nine.
    clock.add(10 * HOUR);
    await messenger.tick();
    expect(smtp.mails.slice(2).map(({ to }) => to)).toEqual(['any@example.org']);
    clock.add(2 * HOUR);
    await messenger.tick();
    expect(smtp.mails.slice(3).map(({ to }) => to)).toEqual(['office@example.org']);
    await fire(db.database, clock.now());
    clock.add(73 * HOUR);
    await messenger.tick();
    expect((await story()).slice(-2)).toEqual(['fired dropped expired', 'fired dropped expired']);
  });

  it('a digest is one mail a day; what is only watched and silent states are always in it, critical ones never', async () => {
    await subscribe(db.database, analyst, {
      address: 'daily@example.org',
      mode: 'digest',
      digestAt: '18:30',
    });
    await subscribe(db.database, analyst, { address: 'now@example.org' });
    await fire(db.database, clock.now(), { severity: 'critical' });
    const over = await fire(db.database, clock.now(), { stateCode: '20' });
    await fire(db.database, clock.now(), { severity: 'watch', stateCode: '30' });
    await tell(db.database, null, 'state-silent', clock.now(), {
      details: { stateCode: '27', fromDay: '2026-10-01' },
    });
    await tell(db.database, over, 'resolved', clock.now());
    await messenger.tick();
    // Critical to both, serious and its end to who is told at once.
    expect(smtp.mails.map(({ to }) => to).sort()).toEqual([
      'daily@example.org',
      'now@example.org',
      'now@example.org',
      'now@example.org',
    ]);
    smtp.mails.length = 0;
    clock.add(9.5 * HOUR);
    await messenger.tick();
    const [daily] = smtp.mails;
    const raw = daily.raw.replaceAll(/=\r?\n/g, '');
    expect(smtp.mails).toHaveLength(1);
    expect(raw.match(/Oaxaca/g)?.length).toBeGreaterThan(1);
    expect(raw).toMatch(/Veracruz[\s\S]*Sin reportes de Tabasco[\s\S]*Termin=C3=B3/);
    // The digest at eight of the one who is told at once: only what is watched.
    clock.add(14 * HOUR);
    await messenger.tick();
    expect(smtp.mails.slice(1).map(({ to }) => to)).toEqual(['now@example.org']);
    expect((await story()).filter((line) => !/sent|bundled/.test(line))).toEqual([]);
  });

  const steps: readonly Step[] =
    db.engine === 'server' ? ['queued', 'claimed', 'sent', 'recorded'] : ['sent'];
  it.each(steps)(
    'killed with -9 when a message is %s: it arrives, once, or twice with one Message-ID',
    async (step) => {
      await subscribe(db.database, analyst, { address: 'ana@example.org' });
      const alert = await fire(db.database, clock.now());
      await tell(db.database, alert, 'resolved', clock.now());
      const child = startScript(
        new URL('./dying-messenger.ts', import.meta.url),
        [JSON.stringify(db.place), String(smtp.port), clock.now().toISOString(), step],
        ['ignore', 'ignore', 'inherit'],
      );
      expect(await new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)))).toBe(
        'SIGKILL',
      );
      await messenger.tick();
      clock.add(LEASE_MS + 1);
      await messenger.tick();
      const ids = [...new Set(smtp.mails.map(({ messageId }) => messageId))];
      expect(ids).toHaveLength(2);
      expect(smtp.mails.map(({ messageId }) => ids.indexOf(messageId))).toEqual(
        step === 'sent' ? [0, 0, 1] : [0, 1],
      );
      const died = step === 'sent' || step === 'claimed';
      expect(await doubtful()).toBe(died ? 1 : 0);
      expect(await story()).toEqual([
        died ? 'fired sent [sender-died accepted]' : 'fired sent [accepted]',
        'resolved sent [accepted]',
      ]);
    },
  );

  it('a database that goes away while a mail is sent is waited for: the mail is sent once', async () => {
    await subscribe(db.database, analyst, { address: 'ana@example.org' });
    await fire(db.database, clock.now());
    smtp.behave(async (): Promise<'accept'> => {
      const holder = db.place.databaseUrl === null ? readLock(db.place.dataDir) : null;
      if (holder) process.kill(holder.pid, 'SIGKILL');
      else
        await db.database.pool
          .query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()`,
          )
          .catch(() => {});
      return 'accept';
    });
    await messenger.tick();
    smtp.behave(() => 'accept');
    clock.add(LEASE_MS + 1);
    await messenger.tick();
    expect(await story()).toEqual(['fired sent [accepted]']);
    expect(smtp.mails).toHaveLength(1);
  });
});
