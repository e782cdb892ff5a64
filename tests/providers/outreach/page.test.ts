// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { pageReader } from '@/providers/outreach/page';

function read(html: string) {
  document.body.innerHTML = html;
  const answer = pageReader.read(document);
  return answer.state === 'ready' ? answer : null;
}

const hidden = (scope: string) =>
  `<input type="hidden" name="client_id" value="1"><input type="hidden" name="scope" value="${scope}"><input type="hidden" name="authenticity_token" value="CANARY">`;
const form = (scope: string, deny = false) => `<form class="button_to" method="post" action="/oauth/authorize">
  ${deny ? '<input type="hidden" name="_method" value="delete">' : ''}${hidden(scope)}<input type="submit" value="${deny ? 'Deny' : 'Authorize'}"></form>`;

/**
 * Doorkeeper's view with Outreach's texts, as two screenshots of the page show them (2026-11-22).
 */
const consent = (lines: readonly string[], scope: string, forms = form(scope) + form(scope, true)) => `
  <nav><ul><li>Help</li></ul></nav>
  <header class="page-header" role="banner"><h1>Authorization required</h1></header>
  <main role="main"><p class="h4">Authorize <strong class="text-info">CXT demo</strong> to use your account?</p>
  <div id="oauth-permissions"><p>This application will be able to</p><ul class="text-info">${lines.map((line) => `<li>${line}</li>`).join('')}</ul></div>
  <div class="actions">${forms}</div></main>`;

describe('the page reader of Outreach', () => {
  it('reads lines, the prompt as a heading, and the scope ids that the form would send', () => {
    const snapshot = read(consent(['Read Prospects', 'Openid'], 'prospects.read openid'));
    expect(snapshot?.snapshot).toEqual({
      headings: ['Authorize CXT demo to use your account?'],
      paragraphs: ['Authorize CXT demo to use your account?', 'CXT demo', 'This application will be able to'],
      lines: ['Read Prospects', 'Openid'],
      username: null,
      lineScopes: ['prospects.read', 'openid'],
      switches: 0,
    });
    expect(snapshot?.lineElements).toHaveLength(2);
    expect(JSON.stringify(snapshot?.snapshot)).not.toContain('CANARY');
  });

  it('reads each scope id once, whatever white space separates them', () => {
    expect(read(consent(['a'], ' users.read  prospects.all\nusers.read\tscim '))?.snapshot.lineScopes).toEqual([
      'users.read',
      'prospects.all',
      'scim',
    ]);
  });

  it('reads no scope ids from the Deny form, from other forms or from an empty form', () => {
    expect(read(consent(['a'], 'scim', form('scim', true)))?.snapshot.lineScopes).toEqual([]);
    expect(read(consent(['a'], '', `<form action="/search"><input name="scope" value="scim"></form>`))?.snapshot.lineScopes).toEqual([]);
    expect(read(consent(['a'], 'users.read', form('scim', true) + form('users.read')))?.snapshot.lineScopes).toEqual(['users.read']);
    expect(read(consent(['a'], '', form('')))?.snapshot.lineScopes).toEqual([]);
  });

  it('reads a form whose action is a full URL with a query', () => {
    const forms = form('scim').replace('"/oauth/authorize"', '"https://accounts.outreach.io/oauth/authorize?locale=en"');
    expect(read(consent(['a'], '', forms))?.snapshot.lineScopes).toEqual(['scim']);
  });

  it('reads heading and description of the error page', () => {
    const snapshot = read(`<div class="border-bottom mb-4"><h1>An error has occurred</h1></div>
      <main role="main"><pre>The requested scope is invalid, unknown, or malformed.</pre></main>`);
    expect(snapshot?.snapshot).toMatchObject({
      headings: ['An error has occurred'],
      paragraphs: ['The requested scope is invalid, unknown, or malformed.'],
      lines: [],
      lineScopes: [],
    });
  });

  it('A9: limits how much it reads and treats markup as text', () => {
    const ids = Array.from({ length: 900 }, (_, index) => `x${index}`);
    const snapshot = read(consent(Array(900).fill('&lt;img onerror=alert(1)&gt;'), [...ids, 'y'.repeat(5000)].toReversed().join(' ')));
    expect(snapshot?.snapshot.lines).toHaveLength(400);
    expect(snapshot?.snapshot.lines[0]).toBe('<img onerror=alert(1)>');
    expect(snapshot?.snapshot.lineScopes).toHaveLength(400);
    expect(snapshot?.snapshot.lineScopes[0]).toHaveLength(600);
  });

  it.each([
    ['https://accounts.outreach.io/oauth/authorize?client_id=1', true],
    ['https://accounts.outreach.io/oauth/authorize', true],
    ['https://api.outreach.io/mcpOAuth/authorize?client_id=1', true],
    ['https://accounts.outreach.io/users/sign_in', false],
    ['https://accounts.outreach.io/oauth/authorize/native?code=CANARY', false],
    ['https://accounts.outreach.io.evil.example/oauth/authorize?client_id=1', false],
  ])('answers for %s whether it can read that page: %s', (url, isPage) => {
    expect(pageReader.canRead(new URL(url))).toBe(isPage);
  });
});
