/** A scope list with bare spaces, and links in the spellings that only a browser understands. */
import { describe, expect, it } from 'vitest';
import { mayHaveOthers } from '@/utils/review/approval';
import { parseInput } from '@/utils/review/parse-input';
import { readRequests } from '@/utils/review/read-requests';

const query = 'client_id=11111111-2222-3333-4444-555555555555&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=';
const start = `https://app.hubspot.com/oauth/authorize?${query}`;
const url = `${start}oauth crm.lists.read crm.export`;

/** The scopes of each request, with a `+` if it may have others, as both readers read it. */
function readIn(text: string) {
  const pasted = parseInput(text);
  const requests = [
    pasted.ok ? pasted.inputs.map((input) => input.request) : [],
    readRequests(text).flatMap((read) => (read.ok ? [read.request] : [])),
  ];
  const [one, other] = requests.map((all) =>
    all.map((request) => `${request.scopes.map(({ id }) => id).join(' ')}${mayHaveOthers(request) ? ' +' : ''}`),
  );
  expect(other, text).toEqual(one);
  return one;
}

describe('a scope list with bare spaces', () => {
  it.each([
    ['a link', `<a href="${url}">Connect</a>`],
    ['a link in apostrophes', `<a href='${url}'>Connect</a>`],
    ['a link in a JSON string', JSON.stringify({ body: `<a href="${url}">Connect</a>` })],
    ['a JSON string', JSON.stringify({ url, next: null })],
    ['a setting', `url = "${url}"`],
    ['a script', `window.location='${url}';`],
    ['angle brackets', `Open <${url}> now`],
    ['brackets', `Open (${url}) now`],
    ['curly quotation marks', `Click “${url}” to connect`],
    ['escaped HTML', `&lt;a href=&quot;${url.replaceAll('&', '&amp;amp;')}&quot;&gt;`],
    ['a line before a comment', `url: ${url} # comment`],
    ['the end of a sentence', `Open ${url}. Thanks`],
  ])('is read as a whole in %s', (_, text) => {
    expect(readIn(text)).toEqual(['oauth crm.lists.read crm.export']);
  });

  it('may have IDs that are not published in quotation marks', () => {
    expect(readIn(`{"url":"${start}oauth acme.newscope.read"}`)).toEqual(['oauth acme.newscope.read']);
    expect(readIn(`<a href="${start}oauth custom crm.export">`)).toEqual(['oauth custom crm.export']);
  });

  it('may be followed by another one', () => {
    expect(readIn(`Open ${url}&optional_scope=tickets crm.lists.write crm.import&state=1 now`)).toEqual([
      'oauth crm.lists.read crm.export tickets crm.lists.write crm.import',
    ]);
  });

  it.each([
    ['an ID that is not published', 'oauth acme_custom crm.export'],
    ['an ID in a version of the catalogue to come', 'oauth crm.newscope.read'],
    ['a word and a known ID', 'oauth custom crm.export'],
    ['words that may be IDs', 'oauth custom contacts'],
    ['a known ID and a word', 'oauth crm.export Thanks'],
    ['another kind of space', 'oauth\u00a0crm.export'],
    ['a comma and a space', 'oauth, crm.export'],
    ['a bare carriage return', 'oauth\rcrm.export'],
    ['a line of known IDs', 'oauth\ncrm.export tickets'],
    ['a line of one known ID', 'oauth%20crm.lists.read\ncrm.export\n\nThanks'],
  ])('may go on with %s, which makes the request uncertain', (_, list) => {
    for (const text of [start + list, `${start}${list}\n`]) expect(readIn(text)?.[0], text).toMatch(/^oauth.* \+$/);
  });

  it.each([
    ['a word in quotation marks', `"${start}oauth custom"`],
    ['words of an unknown server', 'https://login.example/oauth/authorize?client_id=a&scope=oauth payments admin'],
  ])('may be %s', (_, text) => {
    expect(readIn(text)).toEqual(['oauth +']);
  });

  it.each([
    'is our link',
    'gives: invalid scope',
    'does not work since Monday.',
    '– please connect the contacts of HubSpot',
    '"crm.export" is not needed',
    '\ncontacts are missing',
    '\n\ncrm.export',
    'and I need contacts, not tickets',
  ])('ends before the words of a sentence: %s', (words) => {
    expect(readIn(`We use ${start}oauth ${words}!`)).toEqual(['oauth']);
  });

  it('is not put together over a line break that took its space', () => {
    for (const list of ['oauth crm.lists.read\n  crm.export&state=1', 'oauth%20crm.lists.read\ncrm.export&state=1']) {
      expect(parseInput(`Link: ${start}${list}`)).toEqual({ ok: false, reason: 'broken-url' });
      expect(readRequests(`Link: ${start}${list}`)).toEqual([{ ok: false, reason: 'broken-url' }]);
    }
  });
});

describe('the markup around a link', () => {
  const link = `${start}oauth%20crm.export`;

  it.each([
    `Open link:${link}[Connect] now`,
    `Open ${link}[Connect HubSpot] now`,
    `[url=${link}]Connect[/url]`,
    `[url]${link}[/url]`,
    `[[${link}][Connect]]`,
    `Open _${link}_`,
    `Open __${link}__.`,
    `Open ~~${link}~~ now`,
    `Is it ${link}?`,
    `Clay,${link},2026-11-26\nNorthwind,,`,
    `1;${link};2;;`,
    `"Clay","${link}","x"`,
    `Open ${link}#top`,
  ])('is no part of it: %s', (text) => {
    expect(readIn(text)).toEqual(['oauth crm.export']);
  });

  it.each([`Clay,${link},Northwind`, `Clay;${link};x`, `Open ${link}[now`])('leaves open whether the list goes on: %s', (text) => {
    expect(readIn(text)?.[0]).toMatch(/^oauth crm\.export\S* \+$/);
  });

  it.each(['!', '_', '~~', ']x', ',2026', '*'])('may be what follows a known scope: %s', (mark) => {
    expect(readIn(`${link}${mark}`)?.[0]).toMatch(/ \+$/);
  });

  it('is not confused with a list in brackets or with separators', () => {
    const other = 'https://login.example/oauth/authorize?client_id=a&redirect_uri=http://[fe80::1]/cb&response_type=code';
    expect(readIn(`${other}&scope[0]=openid&scope[1]=admin`)).toEqual(['openid admin']);
    expect(readIn(`Open ${other}&scope=email,openid,channels:read now`)).toEqual(['email openid channels:read']);
    expect(readIn(`Open ${other}&scope=openid&claims=[1]`)).toEqual(['openid +']);
  });
});

describe('the target of a link', () => {
  const visible = `${start}oauth`;
  const path = `oauth/authorize?${query}oauth%20crm.export`;

  it.each([
    ['one slash', `https:/app.hubspot.com/${path}`],
    ['no slash', `https:app.hubspot.com/${path}`],
    ['backslashes', `https:\\\\app.hubspot.com/${path}`],
    ['no scheme', `//app.hubspot.com/${path}`],
    ['a tab in the scheme', `ht\ttps://app.hubspot.com/${path}`],
    ['a line break in the host', `https://app.hub\nspot.com/${path}`],
    ['spaces around it', `  https://app.hubspot.com/${path} `],
    ['the name of a colon', `https&colon;//app.hubspot.com/${path}`],
    ['the names of slashes', `https:&sol;&sol;app.hubspot.com/${path}`],
    ['the name of a tab', `ht&Tab;tps://app.hubspot.com/${path}`],
    ['the number of a letter', `&#104;ttps://app.hubspot.com/${path}`],
    ['a number without a semicolon', `&#x68ttps://app.hubspot.com/${path}`],
    ['the name of a question mark', `https://app.hubspot.com/${path.replace('?', '&quest;')}`],
    ['quoted-printable', `https:/app.hubspot.com/${path.replaceAll('=', '=3D')}`, '3D'],
  ])('is read with %s, and not only the text of the link', (_, target, encoded = '') => {
    for (const quote of ['"', "'"]) {
      const read = readIn(`<a href=${encoded}${quote}${target}${quote}>${visible}</a>`);
      expect(read?.map((one) => one.replace(' +', ''))).toEqual(['oauth crm.export', 'oauth']);
    }
  });

  it('is no request if it is relative or no web address', () => {
    for (const target of [`/${path}`, path, '#', `mailto:x@y.example?${query}`, `javascript:open('/${path}')`])
      expect(readIn(`<a href="${target}">${visible}</a>`), target).toEqual(['oauth']);
  });
});
