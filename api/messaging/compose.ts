import type { RecipientKind } from '../../data/alerts/texts.ts';
import type { Queryable } from '../../data/database.ts';
import { type Announcement, readEarlierAnnouncements } from '../../data/messages/outbox.ts';
import type { OutMessage } from '../../data/messages/sending.ts';
import { disclosedFacts, type FactsReader } from '../../domain/alerts/disclosed-facts.ts';
import type { Ring } from '../../domain/alerts/ring.ts';
import { alertText, type Told } from '../../domain/alerts/text.ts';
import { capType, type ToldKind } from '../../domain/messages/announce.ts';
import { type AlertArea, alertArea } from '../../domain/messages/area.ts';
import { type CapMessage, type CapResult, capXml } from '../../domain/messages/cap.ts';
import { shortened } from '../../domain/messages/clean-text.ts';
import type { MessageText } from '../../domain/messages/message-text.ts';
import { STATES } from '../../domain/states.ts';
import type { AlertTexts } from './alert-texts.ts';
import { messageWords } from './words.ts';

type Language = 'es' | 'en';
/** What of an announcement its words are made of. */
export type Saying = Pick<Announcement, 'kind' | 'alertId' | 'facts' | 'safe' | 'details'>;
/** How it is to be said. */
export interface Manner {
  language: Language;
  recipientKind: RecipientKind;
  sees: FactsReader;
  baseUrl: string;
  acknowledgeUrl: string | null;
}

/** Where a person's browser finds an alert. */
export function alertUrl(baseUrl: string, alertId: number | null): string {
  return alertId === null ? `${baseUrl}/alertas` : `${baseUrl}/alertas?alerta=${alertId}`;
}

/** The form of an announcement that a reader may see; null where it is about no alert. */
export function toldOf({ facts, safe }: Pick<Saying, 'facts' | 'safe'>, sees: FactsReader): Told | null {
  const full = facts && disclosedFacts(facts, sees);
  if (full) return { kind: 'full', facts: full };
  return safe ? { kind: 'safe', facts: safe } : null;
}

/** What a message says: the words of the alert as it was told, with what to do and whom to call. */
export async function composeText(texts: AlertTexts, saying: Saying, manner: Manner): Promise<MessageText> {
  const { language, recipientKind, baseUrl } = manner;
  const t = messageWords(language);
  const what = t(`messages:kind.${saying.kind}`);
  const frame = { what, isNew: saying.kind === 'fired', url: alertUrl(baseUrl, saying.alertId) };
  const told = toldOf(saying, manner.sees);
  if (told === null) {
    return {
      ...frame,
      ...silentState(saying, language),
      unknown: [],
      advice: [],
      referrals: [],
      acknowledgeUrl: null,
      isSynthetic: false,
    };
  }
  const { headline, lines, unknown } = alertText(t, told, language);
  const isOver = saying.kind === 'resolved' || saying.kind === 'revised';
  const states = told.kind === 'full' ? told.facts.place.stateCodes : told.facts.stateCodes;
  return {
    ...frame,
    headline,
    lines,
    unknown,
    advice: isOver ? [] : await adviceOf(texts, recipientKind, language),
    referrals: isOver ? [] : await referralsOf(texts, language, states),
    acknowledgeUrl: isOver ? null : manner.acknowledgeUrl,
    isSynthetic: told.kind === 'full' ? told.facts.synthetic > 0 : told.facts.isSynthetic,
  };
}

function silentState({ details }: Saying, language: Language): Pick<MessageText, 'headline' | 'lines'> {
  const t = messageWords(language);
  const code = String(details.stateCode ?? '');
  const state = STATES.find((one) => one.code === code)?.name ?? code;
  return {
    headline: t('messages:silent.headline', { state, from: String(details.fromDay ?? '') }),
    lines: [t('messages:silent.line')],
  };
}

async function adviceOf(texts: AlertTexts, kind: RecipientKind, language: Language): Promise<string[]> {
  const written = (await texts.advice(language))[kind];
  const words = written ?? messageWords(language)(`alerts:advice.${kind}`, { defaultValue: '' });
  return words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

async function referralsOf(
  texts: AlertTexts,
  language: Language,
  states: readonly string[],
): Promise<string[]> {
  const t = messageWords(language);
  return (await texts.referrals(language, states)).map(({ name, help, contact, isVerified }) => {
    const line =
      contact === ''
        ? t('messages:mail.referral', { name, help })
        : t('messages:mail.referralContact', { name, help, contact });
    return isVerified ? line : `${line} ${t('messages:mail.verify')}`;
  });
}

/** The sender of our CAP messages: the name of the server, which no other has. */
function capSender(baseUrl: string): string {
  return `vigia@${new URL(baseUrl).hostname}`;
}

function capIdentifier({ alertId, eventId }: Pick<Announcement, 'alertId' | 'eventId'>): string {
  return `vigia-${alertId}-${eventId}`;
}

/**
 * An announcement as CAP 1.2, in Spanish and English, with the area and the words that its reader may see. What came
 * before of the same alert is referred to.
 */
export async function composeCap(
  db: Queryable,
  texts: AlertTexts,
  announcement: Announcement & { alertId: number },
  manner: Omit<Manner, 'language' | 'acknowledgeUrl'>,
  outlines: ReadonlyMap<string, Ring>,
): Promise<CapResult> {
  const told = toldOf(announcement, manner.sees);
  if (told === null) throw new Error('an announcement of an alert without facts');
  const area = alertArea(told, (code) => outlines.get(code) ?? null);
  const { alertId, eventId, at, kind } = announcement;
  const earlier = await readEarlierAnnouncements(db, alertId, eventId);
  const sender = capSender(manner.baseUrl);
  const infos = await Promise.all(
    (['es', 'en'] as const).map(async (language) => {
      const t = messageWords(language);
      const text = await composeText(texts, announcement, { ...manner, language, acknowledgeUrl: null });
      const states = area.stateCodes.map((code) => STATES.find((one) => one.code === code)?.name ?? code);
      return {
        language: language === 'es' ? ('es-MX' as const) : ('en' as const),
        event: t('messages:cap.event'),
        senderName: t('messages:cap.sender'),
        headline: shortened(text.headline, 160),
        description: [`${text.what}.`, ...text.lines, ...text.unknown].join('\n'),
        instruction: [...text.advice, ...text.referrals].join('\n'),
        areaDesc: states.length > 0 ? states.join(', ') : t('messages:cap.mexico'),
      };
    }),
  );
  const message: CapMessage = {
    identifier: capIdentifier(announcement),
    sender,
    sent: at,
    // Without a first word there is nothing to add to.
    type: earlier.length === 0 && capType(kind) === 'Update' ? 'Alert' : capType(kind),
    isSynthetic: told.kind === 'full' ? told.facts.synthetic > 0 : told.facts.isSynthetic,
    references: earlier.map((one) => ({ sender, identifier: capIdentifier(one), sent: one.at })),
    restriction: messageWords('es')('messages:cap.restriction'),
    severity: announcement.severity,
    isConfirmed: told.facts.isConfirmed,
    expires: announcement.expiresAt,
    web: alertUrl(manner.baseUrl, alertId),
    infos,
    area,
  };
  return capXml(message);
}

/** The area of an announcement as its reader may know it; null where it is about no alert. */
export function areaOf(
  saying: Pick<Saying, 'facts' | 'safe'>,
  sees: FactsReader,
  outlines: ReadonlyMap<string, Ring>,
): AlertArea | null {
  const told = toldOf(saying, sees);
  return told && alertArea(told, (code) => outlines.get(code) ?? null);
}

/** The announcement that a message carries; null: a digest or a test. */
export function announcementOf(message: OutMessage): Announcement | null {
  const { eventId, at, kind } = message;
  if (eventId === null || at === null) return null;
  return { ...message, eventId, at, ruleId: null, kind: kind as ToldKind };
}
