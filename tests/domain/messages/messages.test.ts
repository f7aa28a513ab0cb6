import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkToken, readLink } from '../../../api/messaging/links.ts';
import { isAddressAllowed } from '../../../api/messaging/webhook-address.ts';
import { signedHeaders } from '../../../api/messaging/webhook-signature.ts';
import { messageWords } from '../../../api/messaging/words.ts';
import { SEVERITIES } from '../../../domain/alerts/rule.ts';
import { safeFacts } from '../../../domain/alerts/safe-facts.ts';
import { goesIntoDigest, isTold, isUrgent, TOLD_KINDS } from '../../../domain/messages/announce.ts';
import { alertArea } from '../../../domain/messages/area.ts';
import { type AtSending, decideAtSending } from '../../../domain/messages/at-sending.ts';
import { atomXml } from '../../../domain/messages/atom.ts';
import {
  afterAttempt,
  backOffMs,
  FAILURES,
  type FailureReason,
  MOST_ATTEMPTS,
} from '../../../domain/messages/attempt.ts';
import { type CapMessage, capXml } from '../../../domain/messages/cap.ts';
import { isAtWork, isInHours, nextLocal, nextOpen } from '../../../domain/messages/hours.ts';
import { digestOf, mailOf } from '../../../domain/messages/mail.ts';
import { matches } from '../../../domain/messages/match.ts';
import { EVERYTHING, factsOf, HOUR, KEY, MINUTE, START } from '../../messages-world.ts';

const SEED = { seed: 20261123, numRuns: 300 };
const instant = fc.date({ min: new Date('2023-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });

describe('hours', () => {
  // START is a Monday, nine in the morning in Mexico City.
  it.each([
    ['the first minute counts', '09:00', '10:00', true],
    ['the last does not', '08:00', '09:00', false],
    ['over midnight, in the morning', '22:00', '09:01', true],
    ['over midnight, at day', '22:00', '07:00', false],
    ['equal ends are the whole day', '05:00', '05:00', true],
  ])('%s', (_, from, to, expected) => {
    expect(isInHours({ from, to }, START)).toBe(expected);
  });

  it('of a night shift the day on which it began counts', () => {
    const monday = { days: [1], from: '20:00', to: '06:00' };
    expect(isAtWork(monday, new Date('2026-11-24T09:00:00Z'))).toBe(true);
    expect(isAtWork(monday, new Date('2026-11-23T09:00:00Z'))).toBe(false);
  });

  it('what is held goes out at the first open moment', () => {
    fc.assert(
      fc.property(instant, time, time, time, time, days, (at, from, to, begin, end, on) => {
        const quiet = from === to ? null : { from, to };
        const work = { days: on, from: begin, to: end };
        const open = nextOpen(quiet, work, at);
        if (open === null) return;
        expect(open.getTime()).toBeGreaterThan(at.getTime());
        expect(isAtWork(work, open)).toBe(true);
        expect(quiet !== null && isInHours(quiet, open)).toBe(false);
      }),
      SEED,
    );
  });

  it('a digest goes out within a day, at its time', () => {
    fc.assert(
      fc.property(instant, time, (at, when) => {
        const next = nextLocal(when, at);
        expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(24 * HOUR);
        expect(next.getTime()).toBeGreaterThan(at.getTime());
        expect(isInHours({ from: when, to: when }, next)).toBe(true);
        expect(isInHours({ from: when, to: nextMinute(when) }, next)).toBe(true);
      }),
      SEED,
    );
  });
});

function nextMinute(when: string): string {
  const [hours = 0, minutes = 0] = when.split(':').map(Number);
  const next = (hours * 60 + minutes + 1) % 1440;
  return `${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}`;
}

describe('what is told', () => {
  it('a revised alert only where it no longer meets its rule, an act of a person never', () => {
    expect(isTold({ kind: 'revised', details: { stillMeets: true } })).toBe(false);
    expect(isTold({ kind: 'revised', details: { stillMeets: false } })).toBe(true);
    for (const kind of ['acknowledged', 'commented', 'inhibited', 'silenced', 'state-speaks'])
      expect(isTold({ kind, details: {} })).toBe(false);
  });

  it('what is only watched always waits for the digest, what is critical and calls for action never', () => {
    for (const kind of TOLD_KINDS) {
      expect(goesIntoDigest(kind, 'watch', 'immediate')).toBe(true);
      if (isUrgent(kind, 'critical')) expect(goesIntoDigest(kind, 'critical', 'digest')).toBe(false);
    }
  });
});

describe('at the moment of sending', () => {
  const good: AtSending = {
    kind: 'fired',
    severity: 'serious',
    needsOversight: false,
    expiresAt: new Date(START.getTime() + HOUR),
    subscription: { isEnded: false, workingHours: null },
    reader: { isDisabled: false, mayRead: true, hasOversight: false },
    alert: { isSilenced: false, isInhibited: false, quietHours: null },
    wasTold: false,
    hourIsChosen: false,
  };
  const cases: [string, Partial<AtSending>, string][] = [
    ['a message that nothing is against goes out', {}, 'send'],
    [
      'of an ended subscription',
      { subscription: { isEnded: true, workingHours: null } },
      'subscription-ended',
    ],
    ['to somebody disabled', { reader: { ...good.reader, isDisabled: true } }, 'reader-disabled'],
    ['to somebody who lost the right', { reader: { ...good.reader, mayRead: false } }, 'no-permission'],
    ['about public servants, without oversight', { needsOversight: true }, 'needs-oversight'],
    ['at the very moment it expires', { expiresAt: START }, 'expired'],
    [
      'of a silenced alert, its end too',
      { kind: 'resolved', wasTold: true, alert: alertThat('isSilenced') },
      'silenced',
    ],
    ['of an inhibited alert', { alert: alertThat('isInhibited') }, 'inhibited'],
    [
      'the end of an inhibited alert that was told',
      { kind: 'resolved', wasTold: true, alert: alertThat('isInhibited') },
      'send',
    ],
    ['the end of what was never told', { kind: 'resolved' }, 'never-told'],
    ['active again, but told before', { kind: 'uninhibited', wasTold: true }, 'already-told'],
    ['in quiet hours', { alert: quiet() }, 'quiet-hours'],
    ['critical, in quiet hours', { severity: 'critical', alert: quiet() }, 'send'],
    [
      'the end of a critical one, in quiet hours',
      { kind: 'resolved', wasTold: true, severity: 'critical', alert: quiet() },
      'quiet-hours',
    ],
    [
      'a digest, in quiet hours: its hour was chosen',
      { kind: 'digest', hourIsChosen: true, alert: quiet() },
      'send',
    ],
    ['a test, whatever the alerts', { kind: 'test', alert: null }, 'send'],
  ];
  it.each(cases)('%s', (_, change, expected) => {
    const verdict = decideAtSending({ ...good, ...change }, START);
    expect(verdict.do === 'send' ? 'send' : verdict.reason).toBe(expected);
  });

  function alertThat(is: 'isSilenced' | 'isInhibited'): AtSending['alert'] {
    return { isSilenced: false, isInhibited: false, quietHours: null, [is]: true };
  }
  function quiet(): AtSending['alert'] {
    return { isSilenced: false, isInhibited: false, quietHours: { from: '08:00', to: '10:00' } };
  }
});

describe('after an attempt', () => {
  it('waits longer and longer, at least half and at most all of an hour, and never beyond its end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(FAILURES) as FailureReason[])),
        fc.integer({ min: 1, max: 25 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 72 * 60 }),
        (reason, attempts, random, minutes) => {
          const expiresAt = new Date(START.getTime() + minutes * MINUTE);
          const after = afterAttempt({ ok: false, reason, reply: '' }, attempts, expiresAt, START, random);
          if (after.state !== 'waiting') {
            expect(after).toEqual({ state: 'dead', reason });
            return;
          }
          expect(FAILURES[reason].again && attempts < MOST_ATTEMPTS).toBe(true);
          expect(after.dueAt.getTime()).toBeLessThan(expiresAt.getTime());
          const waits = after.dueAt.getTime() - START.getTime();
          expect(waits).toBeLessThanOrEqual(HOUR);
          expect(waits).toBeGreaterThanOrEqual(backOffMs(attempts, 0));
        },
      ),
      SEED,
    );
  });

  it('a receiver that asks for an hour gets it', () => {
    const attempt = { ok: false, reason: 'refused-for-now', reply: '', waitMs: HOUR } as const;
    const after = afterAttempt(attempt, 1, new Date(START.getTime() + 2 * HOUR), START, 0);
    expect(after).toEqual({
      state: 'waiting',
      reason: 'refused-for-now',
      dueAt: new Date(START.getTime() + HOUR),
    });
  });
});

describe('matching', () => {
  const inChiapas = {
    severity: 'serious',
    ruleId: 'r',
    facts: factsOf(),
    safe: safeFacts(factsOf()),
    stateCode: null,
  } as const;
  const square = (lon: number, lat: number, by: number) =>
    [
      [lon - by, lat - by],
      [lon + by, lat - by],
      [lon + by, lat + by],
      [lon - by, lat + by],
    ] as const;

  it('whether a message comes tells readers of the safe form nothing of the place within the state', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -94, max: -90, noNaN: true }),
        fc.double({ min: 14, max: 18, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (lon, lat, by) => {
          const filter = { ...EVERYTHING, area: { ring: square(lon, lat, by), stateCodes: ['07'] } };
          expect(matches(filter, inChiapas, false)).toBe(true);
        },
      ),
      SEED,
    );
    const elsewhere = { ...EVERYTHING, area: { ring: square(-100, 20, 1), stateCodes: ['15'] } };
    expect(matches(elsewhere, inChiapas, false)).toBe(false);
  });

  it('readers of details are told what their area holds or touches, by rule and severity', () => {
    const area = (lon: number, lat: number, by: number) => ({
      ...EVERYTHING,
      area: { ring: square(lon, lat, by), stateCodes: ['07'] },
    });
    expect(matches(area(-92.26, 14.9, 0.1), inChiapas, true)).toBe(true);
    expect(matches(area(-92.277, 14.9046, 0.01), inChiapas, true)).toBe(true);
    expect(matches(area(-91, 16, 0.1), inChiapas, true)).toBe(false);
    expect(matches({ ...EVERYTHING, ruleIds: ['other'] }, inChiapas, true)).toBe(false);
    expect(matches({ ...EVERYTHING, severities: ['critical'] }, inChiapas, true)).toBe(false);
    expect(matches({ ...EVERYTHING, stateCodes: ['08', '07'] }, inChiapas, true)).toBe(true);
  });
});

describe('what leaves', () => {
  const text = {
    what: 'Alerta nueva',
    isNew: true,
    headline: 'Alerta: <b>secuestro</b>\r\nBcc: x@example.org',
    lines: ['"línea" & más'],
    unknown: [],
    advice: [],
    referrals: [],
    url: 'https://vigia.example/?a=1&b=2',
    acknowledgeUrl: null,
    isSynthetic: true,
  };
  const frame = {
    subscription: '<script>',
    manageUrl: 'https://vigia.example/',
    unsubscribeUrl: 'https://vigia.example/u',
  };

  it('a mail has one line of subject, no markup of others, and says that its data are invented', () => {
    const mail = mailOf(messageWords('es'), text, frame);
    expect(mail.subject).toBe('Alerta: <b>secuestro</b> Bcc: x@example.org');
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toContain('Datos sintéticos');
  });

  it.each(['es', 'en'] as const)(
    'a digest says in its subject that its data are invented: %s',
    (language) => {
      const mark = language === 'es' ? '[SINTÉTICO] ' : '[SYNTHETIC] ';
      const subjectOf = (isSynthetic: boolean) =>
        digestOf(
          messageWords(language),
          [
            { ...text, isSynthetic: false },
            { ...text, isSynthetic },
          ],
          frame,
        ).subject;
      expect(subjectOf(true)).toBe(mark + subjectOf(false));
      expect(subjectOf(false)).not.toContain('[');
    },
  );

  const cap: CapMessage = {
    identifier: 'vigia-1-1',
    sender: 'vigia@vigia.example',
    sent: START,
    type: 'Alert',
    isSynthetic: true,
    references: [],
    restriction: 'r',
    severity: 'serious',
    isConfirmed: true,
    expires: new Date(START.getTime() + HOUR),
    web: 'https://vigia.example/',
    infos: [
      {
        language: 'es-MX',
        event: 'e',
        senderName: 's',
        headline: 'h',
        description: 'd',
        instruction: '',
        areaDesc: 'a',
      },
    ],
    area: { rings: [], circle: { lon: -92, lat: 15, radiusKm: 12 }, stateCodes: ['07'] },
  };

  it('CAP with control characters, a name that is none, or an end before its beginning is refused by the field', () => {
    const wrong = (change: Partial<CapMessage>) => {
      const made = capXml({ ...cap, ...change });
      return made.ok ? null : made.field;
    };
    expect(wrong({})).toBe(null);
    expect(wrong({ expires: START })).toBe('expires');
    expect(wrong({ identifier: 'a b' })).toBe('identifier');
    expect(wrong({ infos: [{ ...(cap.infos[0] as CapMessage['infos'][0]), headline: 'x\u0000' }] })).toBe(
      'info.es-MX.headline',
    );
    expect(wrong({ infos: [{ ...(cap.infos[0] as CapMessage['infos'][0]), description: '\ud800' }] })).toBe(
      'info.es-MX.description',
    );
  });

  it('CAP of invented data is an exercise', () => {
    const made = capXml(cap);
    expect(made.ok && made.xml).toContain('<status>Exercise</status>');
  });

  it('no area that leaves tells where the incidents are more closely than a cell of the map', () => {
    const outline = () => square07;
    for (const severity of SEVERITIES) {
      const facts = factsOf({ severity });
      const cluster = { ...facts, place: { ...facts.place, unit: { kind: 'cluster' as const } } };
      const safe = alertArea({ kind: 'safe', facts: safeFacts(cluster) }, outline);
      expect(safe).toEqual({ rings: [square07], circle: null, stateCodes: ['07'] });
      const { circle } = alertArea({ kind: 'full', facts: cluster }, outline);
      expect(circle?.radiusKm).toBeGreaterThanOrEqual(12);
      expect([circle?.lon, circle?.lat]).not.toEqual([facts.place.middle?.lon, facts.place.middle?.lat]);
    }
  });
  const square07 = [
    [-94, 14],
    [-90, 14],
    [-90, 18],
  ] as const;

  it('Atom survives every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const xml = atomXml({
          id: 'urn:x',
          title: words,
          author: 'v',
          selfUrl: 'https://vigia.example/a',
          pageUrl: 'https://vigia.example/',
          language: 'es',
          updated: START,
          entries: [],
        });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        expect(xml.match(/<title/g)).toHaveLength(1);
      }),
      { ...SEED, numRuns: 100 },
    );
  });
});

describe('links and signatures', () => {
  const id = '0b5d1d3e-7b1f-4c11-9a3c-2f0e9d8c7b6a';

  it('a link opens what it was made for until its end; changed anywhere it opens nothing', () => {
    const token = linkToken(KEY, 'acknowledge', id, new Date(START.getTime() + HOUR));
    expect(readLink(KEY, 'acknowledge', token, START)).toEqual({ ok: true, id });
    expect(readLink(KEY, 'unsubscribe', token, START)).toEqual({ ok: false, reason: 'wrong' });
    expect(readLink(Buffer.alloc(32, 8), 'acknowledge', token, START)).toEqual({
      ok: false,
      reason: 'wrong',
    });
    expect(readLink(KEY, 'acknowledge', token, new Date(START.getTime() + HOUR))).toEqual({
      ok: false,
      reason: 'expired',
    });
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abz019_-.'), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        if (changed !== token) expect(readLink(KEY, 'acknowledge', changed, START).ok).toBe(false);
      }),
      SEED,
    );
  });

  it('signs as Standard Webhooks 1.0 does (its own example)', () => {
    const headers = signedHeaders(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1614265330 * 1000),
      '{"test": 2432232314}',
    );
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each([
    ['10.0.0.1', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['fd00::1', false],
    ['fe80::1%eth0', false],
    ['64:ff9b::a00:1', false],
    ['0.0.0.0', false],
    ['100.64.1.1', false],
    ['no address', false],
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
  ])('%s may be asked: %s', (address, expected) => {
    expect(isAddressAllowed(address, [])).toBe(expected);
    expect(isAddressAllowed(address, ['10.0.0.0/8'])).toBe(expected || address.includes('10.0.0.1'));
  });
});
