import { describe, expect, it } from 'vitest';
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
