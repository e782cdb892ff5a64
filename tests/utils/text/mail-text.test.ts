import { describe, expect, it } from 'vitest';
import { processorTime } from '@/tests/processor-time';
import { openContent } from '@/utils/files/open-content';
import { decodeMail } from '@/utils/text/mail-text';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
const part = (type: string, encoding: string, body: string) =>
  `--x\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\nX-Last: 1\r\n\r\n${body}\r\n`;
const mail = (...parts: string[]) => `Subject: Hi\r\nContent-Type: multipart/alternative; boundary="x"\r\n\r\n${parts.join('')}--x--\r\n`;
const small = hubspotUrl(['oauth']);
const large = hubspotUrl(['oauth', 'crm.export']);
const link = `<p>Hello, please <a href="${large.replaceAll('&', '&amp;')}">connect HubSpot</a> today – Zoë</p>`;

describe('a text of a mail in Base64', () => {
  it('is read beside the other texts', () => {
    for (const encoding of ['base64', 'BASE64']) {
      const opened = openContent(mail(part('text/plain', '7bit', small), part('text/html; charset=utf-8', encoding, base64(link))));
      expect(opened.found.map(({ input }) => input.request.scopes.map(({ id }) => id))).toEqual([['oauth'], ['oauth', 'crm.export']]);
      expect(opened.receipt.notUnderstood).toBe(0);
    }
  });

  it.each([
    ['the only one of a mail', `Content-Transfer-Encoding: base64\n\n${base64(link)}`],
    ['one with blank lines', mail(part('text/html', 'base64', base64(link).replace('\r\n', '\r\n\r\n')))],
    ['one of a part without a type', mail(part('text/html', 'base64', base64(link)).replace(/Content-Type.*\r\n/, ''))],
    ['one in a single line', mail(part('text/html', 'base64', base64(link).replaceAll('\r\n', '')))],
    ['one with a charset', mail(part('text/html; charset="iso-8859-1"', 'base64', Buffer.from(link, 'latin1').toString('base64')))],
  ])('is decoded: %s', (_, text) => {
    expect(decodeMail(text)).toMatchObject({ text: expect.stringContaining(large.replaceAll('&', '&amp;')), undecoded: 0 });
  });

  /** A mail of one text in Base64, with something in front of its second line, where its link goes on. */
  const broken = (before: string, end = '') => {
    const [first, rest] = [`${' '.repeat(57 - (small.length % 57))}${small}`, `${large.slice(large.indexOf('%20'))}${end}`];
    return `Content-Transfer-Encoding: base64\r\n\r\n${[first, rest].map((text) => Buffer.from(text).toString('base64')).join(`\r\n${before}`)}\r\n`;
  };

  it.each(['', ' ', '!', '-', '--', '--_\r\n', '\r\n', '\u00e9', '>'])(
    'is read without what a mail program ignores in front of a line: %j',
    (before) => {
      const { text, undecoded } = decodeMail(broken(before));
      expect([text.includes(`${small}${large.slice(large.indexOf('%20'))}`), undecoded]).toEqual([true, 0]);
    },
  );

  it.each([
    'Content-Transfer-Encoding:\r\n base64',
    'Content-Transfer-Encoding: (a (nested) comment) base64',
    'Content-Transfer-Encoding : base64 (a comment)',
    'Content-Transfer-Encoding:base64',
    'content-transfer-encoding:\t"base64"',
  ])('is recognized by its header: %j', (header) => {
    const text = `Content-Type: (a comment) text/html;\r\n charset=utf-8\r\n${header}\r\n\r\n${base64(link)}`;
    expect(decodeMail(text).text).toContain(large.replaceAll('&', '&amp;'));
    expect(decodeMail(text.replace(/base64/g, '(base64) 8bit')).text).not.toContain(large.slice(0, 30));
  });

  it('ends at the line between the parts, and before the next mail of a mailbox', () => {
    const texts = mail(part('text/html', 'base64', base64(link)), part('text/plain', '7bit', small));
    const fragment = texts.slice(texts.indexOf('--x'));
    const mailbox = `Content-Transfer-Encoding: base64\n\n${base64(link)}\nFrom a@b.example Thu Nov 26 10:00:00 2026\nSubject: Hi\n\n${small}`;
    for (const text of [texts, fragment, mailbox]) {
      expect(decodeMail(text).undecoded).toBe(0);
      expect(decodeMail(text).text).toContain(large.replaceAll('&', '&amp;'));
      expect(decodeMail(text).text).toContain(`\n${small}`);
    }
  });

  it('is not read up to a padding behind which its link may go on, and is counted if anything stands there', () => {
    const padded = (end: string) => `Content-Transfer-Encoding: base64\n\n${Buffer.from(`${small}${end}`).toString('base64')}\n`;
    const ends = ['', ' ', '  '].map((blanks) => `${blanks}\n`).filter((end) => padded(end).includes('=\n'));
    expect(ends).not.toEqual([]);
    for (const end of ends) {
      expect(decodeMail(`${padded(end)}\n`)).toMatchObject({ text: expect.stringContaining(small), undecoded: 0 });
      expect(decodeMail(`${padded(end)}____\nA list`)).toMatchObject({ text: expect.stringContaining(small), undecoded: 1 });
    }
    for (const end of ['', '&', '&x'].filter((one) => padded(one).includes('=\n')))
      expect(decodeMail(`${padded(end)}JTIwY3JtLmV4cG9ydA==`)).toMatchObject({ text: expect.not.stringContaining(small), undecoded: 1 });
  });

  it('is read in linear time, whatever its header is', () => {
    for (const comment of [
      '('.repeat(100_000),
      `${'('.repeat(50_000)}${')'.repeat(50_000)}`,
      '()'.repeat(50_000),
      ' \r\n'.repeat(50_000),
    ]) {
      const start = performance.now();
      decodeMail(`Content-Transfer-Encoding: ${comment} base64\r\n\r\n${base64(link)}`);
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  });

  it('counts as not understood if it can’t be decoded', () => {
    for (const damaged of [base64(link).slice(0, -3), 'A']) {
      expect(openContent(mail(part('text/plain', '7bit', small), part('text/html', 'base64', damaged))).receipt.notUnderstood).toBe(1);
    }
  });

  it('leaves everything else as it is', () => {
    const image = mail(part('text/plain', '7bit', small), part('image/png', 'base64', base64(large)));
    expect(decodeMail(image)).toEqual({ text: image.replaceAll('\r\n', '\n'), undecoded: 0 });
    for (const text of ['', `Open ${small}`, mail(part('text/plain', '7bit', base64(large)))]) expect(decodeMail(text).text).toBe(text);
  });
});

describe('a text of a mail in quoted-printable', () => {
  const words = 'Salesforce zeigt „this app is blocked by admin“. Grüße';
  const quoted = (text: string, charset: BufferEncoding = 'utf8') =>
    Buffer.from(text, charset)
      .toString('latin1')
      .replace(/[^ -<>-~\r\n]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
      .replace(/.{29}(?<!=.?)(?!$)/g, '$&=\r\n');

  it.each([
    ['a mail with one text', `Content-Transfer-Encoding: quoted-printable\r\n\r\n${quoted(words)}`],
    ['blanks behind the end of a line', `Content-Transfer-Encoding: Quoted-Printable\n\n${quoted(words).replaceAll('=\r\n', '= \t\n')}`],
    ['a part', mail(part('text/plain; charset=utf-8', 'quoted-printable', quoted(words)))],
    [
      'another charset',
      mail(part('text/plain; charset=windows-1252', 'quoted-printable', quoted(words).replace(/=E2=80=9E|=E2=80=9C/g, '=94'))),
    ],
  ])('is decoded: %s', (_, text) => {
    expect(decodeMail(text)).toMatchObject({ text: expect.stringContaining('this app is blocked by admin'), undecoded: 0 });
    if (!text.includes('1252')) expect(decodeMail(text).text).toContain(words);
  });

  it('keeps its links, whose equals signs are escapes', () => {
    expect(
      openContent(mail(part('text/plain', 'quoted-printable', quoted(large)))).found[0]?.input.request.scopes.map(({ id }) => id),
    ).toEqual(['oauth', 'crm.export']);
  });

  it('stays as it is if it was decoded before', () => {
    const text = `Content-Transfer-Encoding: quoted-printable\n\n${small}`;
    expect(decodeMail(text)).toEqual({ text, undecoded: 0 });
  });

  it('counts as not understood in an unknown charset, or with a part that is not encoded', () => {
    expect(decodeMail(`Content-Transfer-Encoding: quoted-printable\n\nan er=\nror\n--\n${small}`).undecoded).toBe(1);
    expect(decodeMail('Content-Type: text/plain; charset=none\nContent-Transfer-Encoding: quoted-printable\n\n=C3').undecoded).toBe(1);
  });

  it('is read in linear time', () => {
    for (const body of ['='.repeat(200_000), '=C3'.repeat(100_000), '=\n'.repeat(100_000), `${' '.repeat(100_000)}x=`]) {
      expect(processorTime(() => decodeMail(`Content-Transfer-Encoding: quoted-printable\n\n${body}`))).toBeLessThan(3_000);
    }
  });
});
