import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 26rem; padding: 2rem; }
label { display: block; margin-top: 1rem; }
input, button { font: inherit; box-sizing: border-box; width: 100%; padding: .6rem; margin-top: .3rem; }
button { margin-top: 1.5rem; cursor: pointer; }
[role=status] { min-height: 3rem; margin-top: 1rem; }
`;

/** Sends the form as the API has it; the token never leaves the page's own address otherwise. */
const SCRIPT = `
const form = document.querySelector('form');
const said = document.querySelector('[role=status]');
const token = location.pathname.split('/').pop();
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  said.textContent = '…';
  try {
    const answer = await fetch(form.getAttribute('action'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) }),
    });
    if (answer.ok) {
      form.hidden = true;
      said.textContent = form.dataset.done;
      return;
    }
    const { message, details = [], reasons = [] } = await answer.json();
    const more = [...details.map(({ field, problem }) => field + ' ' + problem), ...reasons.map(({ problem }) => 'It ' + problem)];
    said.textContent = [message, ...more].join('. ');
  } catch {
    said.textContent = 'The server cannot be reached. Try again in a moment.';
  }
  button.disabled = false;
});
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a browser may do with a page: run this script and this style, and send its form's content here. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageContent {
  readonly title: string;
  readonly text: string;
  /** The path that the form is posted to. */
  readonly action: string;
  /** HTML. */
  readonly fields: string;
  readonly button: string;
  readonly done: string;
}

/** A page with one form. It holds nothing that anybody typed: the same for everybody, and made once. */
export function page({ title, text, action, fields, button, done }: PageContent): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<form action="${action}" data-done="${done}">
${fields}
<button>${button}</button>
</form>
<p role="status"></p>
<noscript><p>This page needs JavaScript.</p></noscript>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
