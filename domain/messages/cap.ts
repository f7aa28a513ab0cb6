import { create } from 'xmlbuilder2';
import type { Severity } from '../alerts/rule.ts';
import { type AlertArea, closedPairs } from './area.ts';
import { hasControlCharacters } from './clean-text.ts';

/** A message of Common Alerting Protocol 1.2 (OASIS, 2010), as far as an alert of ours fills it. */
export interface CapMessage {
  /** Without blanks, commas and the characters of XML; so is `sender`. */
  identifier: string;
  sender: string;
  sent: Date;
  type: 'Alert' | 'Update' | 'Cancel';
  isSynthetic: boolean;
  /** Earlier messages of the same alert. */
  references: readonly { sender: string; identifier: string; sent: Date }[];
  /** Who may have it: its readers, in words. */
  restriction: string;
  severity: Severity;
  isConfirmed: boolean;
  /** After `sent`. */
  expires: Date;
  web: string;
  /** One for each language. */
  infos: readonly CapInfo[];
  area: AlertArea;
}

export interface CapInfo {
  language: 'es-MX' | 'en';
  event: string;
  senderName: string;
  headline: string;
  description: string;
  instruction: string;
  areaDesc: string;
}

export type CapResult =
  | { ok: true; xml: string }
  | { ok: false; reason: 'control-characters' | 'not-a-name' | 'expires-before-sent'; field: string };

const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';
const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'Severe',
  serious: 'Moderate',
  watch: 'Minor',
};
const URGENCIES: Readonly<Record<Severity, string>> = {
  critical: 'Immediate',
  serious: 'Expected',
  watch: 'Future',
};

/**
 * Writes a message as XML that is valid to the schema of CAP 1.2. What is invented says so by its status, `Exercise`,
 * which receivers must not act on.
 */
export function capXml(message: CapMessage): CapResult {
  const { identifier, sender, sent, type, references, restriction, expires, infos } = message;
  if (!NAME.test(identifier)) return { ok: false, reason: 'not-a-name', field: 'identifier' };
  if (!NAME.test(sender)) return { ok: false, reason: 'not-a-name', field: 'sender' };
  if (expires <= sent) return { ok: false, reason: 'expires-before-sent', field: 'expires' };
  const texts = { restriction, ...Object.assign({}, ...infos.map(namedTexts)) } as Record<string, string>;
  const wrong = Object.entries(texts).find(([, text]) => hasControlCharacters(text));
  if (wrong) return { ok: false, reason: 'control-characters', field: wrong[0] };

  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'alert');
  const add = (parent: typeof root, name: string, text: string) => parent.ele(NAMESPACE, name).txt(text).up();
  add(root, 'identifier', identifier);
  add(root, 'sender', sender);
  add(root, 'sent', capTime(sent));
  add(root, 'status', message.isSynthetic ? 'Exercise' : 'Actual');
  add(root, 'msgType', type);
  add(root, 'scope', 'Restricted');
  add(root, 'restriction', restriction);
  if (references.length > 0) {
    const written = references.map((one) => `${one.sender},${one.identifier},${capTime(one.sent)}`);
    add(root, 'references', written.join(' '));
  }
  for (const info of infos) {
    const part = root.ele(NAMESPACE, 'info');
    add(part, 'language', info.language);
    add(part, 'category', 'Security');
    add(part, 'event', info.event);
    add(part, 'responseType', type === 'Cancel' ? 'AllClear' : 'Monitor');
    add(part, 'urgency', type === 'Cancel' ? 'Past' : URGENCIES[message.severity]);
    add(part, 'severity', SEVERITIES[message.severity]);
    add(part, 'certainty', message.isConfirmed ? 'Observed' : 'Possible');
    add(part, 'effective', capTime(sent));
    add(part, 'expires', capTime(expires));
    add(part, 'senderName', info.senderName);
    add(part, 'headline', info.headline);
    add(part, 'description', info.description);
    if (info.instruction !== '') add(part, 'instruction', info.instruction);
    add(part, 'web', message.web);
    addArea(part.ele(NAMESPACE, 'area'), info.areaDesc, message.area, add);
  }
  return { ok: true, xml: root.end({ prettyPrint: true }) };
}

type Element = ReturnType<ReturnType<typeof create>['ele']>;

function addArea(
  element: Element,
  description: string,
  { rings, circle, stateCodes }: AlertArea,
  add: (parent: Element, name: string, text: string) => unknown,
): void {
  add(element, 'areaDesc', description);
  for (const ring of rings) add(element, 'polygon', closedPairs(ring, ','));
  if (circle) add(element, 'circle', `${circle.lat.toFixed(3)},${circle.lon.toFixed(3)} ${circle.radiusKm}`);
  for (const code of stateCodes) {
    const geocode = element.ele(NAMESPACE, 'geocode');
    add(geocode, 'valueName', 'INEGI-AGEE');
    add(geocode, 'value', code);
  }
}

/** CAP forbids blanks, commas, `<` and `&` in what names a message. */
const NAME = /^[^\s,<&]{1,200}$/;

function namedTexts(info: CapInfo): Record<string, string> {
  const { language, ...texts } = info;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`info.${language}.${name}`, text]));
}

/** As `2026-11-23T12:00:00-00:00`: whole seconds and never `Z`, as the standard asks. */
function capTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}-00:00`;
}
