/** Decodes the texts of a saved mail that are encoded in Base64 (RFC 2045, section 6.8). */

const encoding = /^content-transfer-encoding:[ \t]*"?base64\b/im;
const type = /^content-type:\s*([\w-]+)/im;
const charset = /\bcharset="?([\w-]+)/i;
const base64Line = /^[A-Za-z\d+/]*={0,2}[ \t]*$/;

/** A mail whose texts are decoded, and how many of them can't be. */
export interface MailText {
  text: string;
  undecoded: number;
}

/** Decodes the texts in a mail; any other text, and any other file in a mail, stays. Never throws. */
export function decodeMail(text: string): MailText {
  if (!encoding.test(text)) return { text, undecoded: 0 };
  const lines: string[] = [];
  let undecoded = 0;
  let header = '';
  let body: string[] | null = null;
  // The blank line ends nothing but a header, and the last mark ends the last text.
  for (const line of [...text.split(/\r?\n/), '--']) {
    if (body && base64Line.test(line)) {
      body.push(line);
      continue;
    }
    if (body) {
      const decoded = decode(body.join(''), charset.exec(header)?.[1]);
      if (decoded === null) undecoded++;
      lines.push(decoded ?? body.join('\n'));
      header = '';
      body = null;
    }
    lines.push(line);
    if (line.trim() !== '') header += `${line}\n`;
    else if (isEncodedText(header)) body = [];
    else header = '';
  }
  return { text: lines.slice(0, -1).join('\n'), undecoded };
}

/** Whether a header is that of a text, which a part without a type is, too. */
function isEncodedText(header: string): boolean {
  return encoding.test(header) && /^(?:text|message)$/i.test(type.exec(header)?.[1] ?? 'text');
}

function decode(base64: string, label: string | undefined): string | null {
  try {
    return new TextDecoder(label).decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
