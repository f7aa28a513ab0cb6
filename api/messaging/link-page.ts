import type { Translate } from '../../domain/alerts/text.ts';
import { escaped } from '../../domain/messages/mail.ts';

/** What a page behind a link of a message shows: words, and perhaps a button. */
export interface LinkPage {
  title: string;
  words: readonly string[];
  /** Sends the form to where the page came from; null: nothing to press. */
  button: string | null;
  homeUrl: string;
  /** What the link to there says. */
  homeWords: string;
}

/**
 * A page of its own, without scripts: it opens at once on any phone, and what it does needs a press, since mail
 * scanners follow links and press nothing.
 */
export function linkPage(t: Translate, { title, words, button, homeUrl, homeWords }: LinkPage): string {
  const form = button ? `<form method="post"><button type="submit">${escaped(button)}</button></form>` : '';
  return `<!doctype html>
<html lang="${escaped(t('messages:language'))}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)} · Vigía</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/api/link-page.css"></head>
<body><main>
<p class="name">Vigía</p>
<h1>${escaped(title)}</h1>
${words.map((word) => `<p>${escaped(word)}</p>`).join('\n')}
${form}
<p><a href="${escaped(homeUrl)}">${escaped(homeWords)}</a></p>
</main></body></html>
`;
}

/** Its style: the tokens of web/styles/tokens.css, by hand, since built files have no fixed names. */
export const LINK_PAGE_CSS = `:root{color-scheme:light dark}
body{margin:0;background:#f6f3ec;color:#23211d;font:18px/1.5 'Source Sans 3',system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:32px 16px}
h1{font-size:28px;line-height:1.2;margin:0 0 16px}
p{margin:0 0 16px}
.name{color:#5c564b;margin:0 0 8px}
a{color:#0b5a7a}
button{font:inherit;font-weight:600;min-height:48px;padding:8px 24px;margin:8px 0 24px;border:0;border-radius:4px;background:#0b5a7a;color:#fff;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #d98200;outline-offset:2px}
@media(max-width:480px){button{width:100%}}
@media(prefers-color-scheme:dark){body{background:#1b1f24;color:#e8e4da}.name{color:#b5afa3}a{color:#7cc4e0}button{background:#7cc4e0;color:#10222b}}
`;
