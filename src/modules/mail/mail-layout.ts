import type { MailContent } from './templates.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

function footer(product: string): string {
  return `This mail was sent by ${product} automatically. Answers to it are not read.`;
}

/** The alternative for who reads without HTML, with the same words. */
export function asText({ greeting, paragraphs, action, notes }: MailContent, product: string): string {
  const parts = [
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.link}`] : []),
    ...notes,
    `-- \n${footer(product)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:6px;background-color:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none';

const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;

function actionPart({ label, link }: NonNullable<MailContent['action']>): string {
  const href = escapeHtml(link);
  return `<p style="margin:24px 0"><a href="${href}" style="${BUTTON}">${escapeHtml(label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;color:#4b5563">If the button does not work, copy this address into your browser:<br><a href="${href}" style="color:#1d4ed8;word-break:break-all">${href}</a></p>`;
}

/** One column, styles in place, nothing that is fetched: no picture, no font, nothing that tells that it was read. */
export function asHtml(content: MailContent, product: string, language: string): string {
  const { subject, greeting, paragraphs, action, notes } = content;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px;background-color:#ffffff">
<main style="max-width:560px;margin:0 auto;${FONT};font-size:16px;line-height:1.5;color:#111827">
<h1 style="margin:0 0 24px;font-size:22px;line-height:1.3">${escapeHtml(subject)}</h1>
${[greeting, ...paragraphs].map(paragraph).join('\n')}
${action ? actionPart(action) : ''}
${notes.map(paragraph).join('\n')}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d1d5db;font-size:13px;color:#4b5563">${escapeHtml(footer(product))}</p>
</main>
</body>
</html>
`;
}
