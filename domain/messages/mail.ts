import type { Translate } from '../alerts/text.ts';
import { oneLine, shortened } from './clean-text.ts';
import type { MessageText } from './message-text.ts';

/** A mail without its addresses. */
export interface MailBody {
  subject: string;
  text: string;
  html: string;
}

export interface MailFrame {
  /** Name of the subscription. */
  subscription: string;
  /** Where the subscriptions are managed. */
  manageUrl: string;
  unsubscribeUrl: string;
}

const LONGEST_SUBJECT = 160;

/** The mail of one message. Its subject says it all; the text comes before everything else. */
export function mailOf(t: Translate, text: MessageText, frame: MailFrame): MailBody {
  return {
    subject: shortened(
      // A new alert needs no word before its own.
      oneLine(text.isNew ? text.headline : `${text.what}: ${text.headline}`),
      LONGEST_SUBJECT,
    ),
    text: [...textOf(t, text), ...footText(t, frame)].join('\n'),
    html: page(t, [htmlOf(t, text)], frame, text.isSynthetic),
  };
}

/** The mail of a digest: each message in turn. */
export function digestOf(t: Translate, texts: readonly MessageText[], frame: MailFrame): MailBody {
  const title = t('messages:mail.digest', { count: texts.length });
  const isSynthetic = texts.some((text) => text.isSynthetic);
  return {
    subject: shortened(
      oneLine(isSynthetic ? `${t('alerts:headline.synthetic')}${title}` : title),
      LONGEST_SUBJECT,
    ),
    text: [
      title,
      '',
      ...texts.flatMap((text) => [...textOf(t, text), '', '----', '']),
      ...footText(t, frame),
    ].join('\n'),
    html: page(
      t,
      [`<h1 style="${H1}">${escaped(title)}</h1>`, ...texts.map((text) => htmlOf(t, text))],
      frame,
      isSynthetic,
    ),
  };
}

/** The mail that proves that a subscription reaches its recipient. */
export function testMail(t: Translate, frame: MailFrame): MailBody {
  const lines = [t('messages:mail.test.body', { name: frame.subscription })];
  return {
    subject: t('messages:mail.test.subject'),
    text: [...lines, ...footText(t, frame)].join('\n'),
    html: page(t, [`<p style="${P}">${escaped(lines[0])}</p>`], frame, false),
  };
}

function textOf(t: Translate, text: MessageText): string[] {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', `${title}:`, ...items.map((item) => `- ${item}`)];
  return [
    text.headline,
    '',
    `${text.what}.`,
    ...text.lines,
    ...list(t('messages:mail.unknown'), text.unknown),
    ...list(t('messages:mail.advice'), text.advice),
    ...list(t('messages:mail.referrals'), text.referrals),
    '',
    `${t('messages:mail.see')}: ${text.url}`,
    ...(text.acknowledgeUrl ? [`${t('messages:mail.acknowledge')}: ${text.acknowledgeUrl}`] : []),
  ];
}

function footText(t: Translate, frame: MailFrame): string[] {
  return [
    '',
    '-- ',
    t('messages:mail.purpose'),
    t('messages:mail.why', { name: frame.subscription }),
    `${t('messages:mail.manage')}: ${frame.manageUrl}`,
    `${t('messages:mail.unsubscribe')}: ${frame.unsubscribeUrl}`,
  ];
}

// Mail programs know neither our style sheet nor its variables.
const P = 'margin:0 0 8px';
const H1 = 'margin:0 0 12px;font-size:20px;line-height:1.3';
const LINK = 'display:inline-block;padding:12px 16px;border-radius:4px;font-weight:600;text-decoration:none';

function htmlOf(t: Translate, text: MessageText): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<p style="margin:16px 0 4px"><strong>${escaped(title)}</strong></p><ul style="margin:0;padding-left:20px">${items
          .map((item) => `<li style="margin:0 0 4px">${escaped(item)}</li>`)
          .join('')}</ul>`;
  const acknowledge = text.acknowledgeUrl
    ? `<a href="${escaped(text.acknowledgeUrl)}" style="${LINK};background:#0b5a7a;color:#ffffff">${escaped(t('messages:mail.acknowledge'))}</a> `
    : '';
  return `<div style="margin:0 0 24px;padding:0 0 16px;border-bottom:1px solid #d8d3c8">
<p style="margin:0 0 4px;color:#5c564b">${escaped(text.what)}</p>
<h1 style="${H1}">${escaped(text.headline)}</h1>
${text.lines.map((line) => `<p style="${P}">${escaped(line)}</p>`).join('\n')}
${list(t('messages:mail.unknown'), text.unknown)}
${list(t('messages:mail.advice'), text.advice)}
${list(t('messages:mail.referrals'), text.referrals)}
<p style="margin:20px 0 0">${acknowledge}<a href="${escaped(text.url)}" style="${LINK};border:1px solid #0b5a7a;color:#0b5a7a">${escaped(t('messages:mail.see'))}</a></p>
</div>`;
}

function page(t: Translate, parts: readonly string[], frame: MailFrame, isSynthetic: boolean): string {
  const band = isSynthetic
    ? `<p style="margin:0 0 16px;padding:8px 12px;background:#fff3c4;color:#4a3b00"><strong>${escaped(t('messages:mail.synthetic'))}</strong></p>`
    : '';
  return `<!doctype html><html lang="${escaped(t('messages:language'))}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Vigía</title></head>
<body style="margin:0;background:#f6f3ec;color:#23211d;font:16px/1.5 'Source Sans 3',system-ui,sans-serif">
<div style="max-width:600px;margin:0 auto;padding:24px 16px">
${band}${parts.join('\n')}
<p style="margin:0 0 8px;font-size:14px;color:#5c564b">${escaped(t('messages:mail.purpose'))}</p>
<p style="margin:0;font-size:14px;color:#5c564b">${escaped(t('messages:mail.why', { name: frame.subscription }))} <a href="${escaped(frame.manageUrl)}" style="color:#0b5a7a">${escaped(t('messages:mail.manage'))}</a> · <a href="${escaped(frame.unsubscribeUrl)}" style="color:#0b5a7a">${escaped(t('messages:mail.unsubscribe'))}</a></p>
</div></body></html>`;
}

/** A text as it may stand in HTML, in quotes too. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
