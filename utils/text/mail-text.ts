/** Decodes the texts of a saved mail in Base64 (RFC 2045, section 6.8) or quoted-printable (section 6.7). */

const encoding = /^content-transfer-encoding[ \t]*:\s*"?(base64|quoted-printable)\b/im;
const type = /^content-type[ \t]*:\s*([\w-]+)/im;
const charset = /\bcharset="?([\w-]+)/i;
const boundary = /^content-type[ \t]*:\s*multipart\/[^\n]*?\bboundary="?([^"\n;]+)/im;
/** The line before each mail of a mailbox file (RFC 4155). */
const mailboxLine = /^From \S+ .*\d\d:\d\d/;
/** No mail program nests comments deeper. */
const MAX_COMMENTS = 5;
const base64 = /[A-Za-z\d+/]/;

/** A mail whose texts are decoded, and how many of them can't be. */
export interface MailText {
  text: string;
  undecoded: number;
}

/** Decodes the texts in a mail; any other text, and any other file in a mail, stays. Never throws. */
export function decodeMail(text: string): MailText {
  if (!/content-transfer-encoding/i.test(text) || !/base64|quoted-printable/i.test(text)) return { text, undecoded: 0 };
  const lines: string[] = [];
  const boundaries = new Set<string>();
  let undecoded = 0;
  let header = '';
  let body: string[] | null = null;
  let label: string | undefined;
  let isQuoted = false;
  const endBody = () => {
    const read = body && (isQuoted ? decodeQuoted : decodeBody)(body, label);
    lines.push(...(read?.lines ?? []));
    undecoded += read && !read.isWhole ? 1 : 0;
    body = null;
  };
  for (const line of text.split(/\r?\n/)) {
    const isEnd = boundaries.has(line.trimEnd().replace(/(?<=..)--$/, '')) || mailboxLine.test(line);
    if (body && !isEnd) {
      body.push(line);
      continue;
    }
    endBody();
    lines.push(line);
    if (line.trim() !== '') {
      header += `${line}\n`;
      continue;
    }
    const fields = unfolded(header);
    const [, declared] = boundary.exec(fields) ?? [];
    if (declared) boundaries.add(`--${declared.trimEnd()}`);
    const encoded = encodingOf(withoutComments(fields));
    if (encoded) {
      isQuoted = encoded !== 'base64';
      // Only the line before the header shows the boundary of a part that was copied alone.
      const [first = ''] = header.split('\n', 1);
      if (/^--./.test(first)) boundaries.add(first.trimEnd());
      label = charset.exec(fields)?.[1];
      body = [];
    }
    header = '';
  }
  endBody();
  return { text: lines.join('\n'), undecoded };
}

/** A field may go on in the next lines, which begin with white space (RFC 5322, section 2.2.3). */
const unfolded = (header: string) => header.replace(/\n[ \t]+/g, ' ');

/** Comments may be nested (RFC 5322, section 3.2.2). */
function withoutComments(header: string): string {
  let plain = header;
  for (let level = 0; level < MAX_COMMENTS; level++) plain = plain.replace(/\([^()\n]*\)/g, '');
  return plain;
}

/** Returns the encoding of a text, which a part without a type is, too; undefined for any other part. */
function encodingOf(header: string): string | undefined {
  return /^(?:text|message)$/i.test(type.exec(header)?.[1] ?? 'text') ? encoding.exec(header)?.[1]?.toLowerCase() : undefined;
}

const softBreak = /=[ \t]*$/;

/**
 * Decodes a quoted-printable body. One with an equals sign that begins no escape stays as it is, because a
 * program may have decoded it before it saved the mail; it is not whole if its lines are still broken.
 */
function decodeQuoted(body: readonly string[], label: string | undefined): { lines: readonly string[]; isWhole: boolean } {
  const text = body
    .map((line) => (softBreak.test(line) ? line.slice(0, line.lastIndexOf('=')) : `${line}\n`))
    .join('')
    .replace(/\n$/, '');
  if (/=(?![\dA-F]{2})/i.test(text)) return { lines: body, isWhole: !body.some((line) => softBreak.test(line)) };
  try {
    const decoder = new TextDecoder(label);
    const decoded = text.replace(/(?:=[\dA-F]{2})+/gi, (run) =>
      decoder.decode(Uint8Array.from(run.slice(1).split('='), (pair) => Number.parseInt(pair, 16))),
    );
    return { lines: [decoded], isWhole: true };
  } catch {
    return { lines: body, isWhole: false };
  }
}

/**
 * Decodes a body up to its padding, without the characters that a mail program ignores. It is not whole
 * if it can't be decoded, or if something stands behind the padding, which programs read in different
 * ways; a body whose last link that could make longer stays encoded.
 */
function decodeBody(body: readonly string[], label: string | undefined): { lines: readonly string[]; isWhole: boolean } {
  const padded = body.findIndex((line) => line.includes('='));
  const end = padded < 0 ? body.length : padded + 1;
  const rest = body.slice(end);
  const decoded = decode(
    body
      .slice(0, end)
      .join('')
      .replace(/[^A-Za-z\d+/=]/g, ''),
    label,
  );
  const isWhole = decoded !== null && !rest.some((line) => base64.test(line));
  const isRead = decoded !== null && (isWhole || /[\s>]$/.test(decoded));
  return { lines: isRead ? [decoded, ...rest] : body, isWhole };
}

function decode(text: string, label: string | undefined): string | null {
  try {
    return new TextDecoder(label).decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
