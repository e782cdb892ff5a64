/** The page readers, on pages of a real browser: this file runs in a page. */
import fc from 'fast-check';
import { pageReader as hubspot } from '@/providers/hubspot/page';
import { MAX_OUTLINE_DEPTH, MAX_OUTLINE_NODES, readOutline } from '@/providers/oauth2/outline';
import { MAX_TEXT_LENGTH, MAX_TEXTS } from '@/providers/oauth2/page';
import { pageReader as outreach } from '@/providers/outreach/page';
import { pageReader as salesforce } from '@/providers/salesforce/page';
import { mutated } from './inputs';
import { must, type Target } from './target';

// The elements of a page may hide this member, and others.
const { body } = document;
const readers = { hubspot, outreach, salesforce };

const hidden = '<input type="hidden" name="client_id" value="1"><input type="hidden" name="scope" value="prospects.read openid">';
/** Pages in the shape of the providers' own ones: consent, sign-in, error and plain text. */
const fixtures: readonly string[] = [
  `<nav><ul><li>Menu</li></ul></nav><main><h1> Connect  Clay\n to HubSpot </h1><p class="banner">Not <b>verified</b></p><h2>CRM</h2>
    <ul><li>View contact records</li><li>Outer<ul><li><input type="checkbox"> View deals</li></ul></li></ul>
    <div role="list"><div role="listitem"><span role="switch" aria-checked="true"></span>View leads</div></div><button>Connect app</button></main>`,
  `<header role="banner"><h1>Authorization required</h1></header><main role="main"><p class="h4">Authorize <strong>CXT demo</strong> to use your account?</p>
    <div id="oauth-permissions"><p>This application will be able to</p><ul><li>Read Prospects</li><li>Openid</li></ul></div>
    <form method="post" action="/oauth/authorize">${hidden}<input type="submit" value="Authorize"></form>
    <form method="post" action="/oauth/authorize"><input type="hidden" name="_method" value="delete">${hidden}<input type="submit" value="Deny"></form></main>`,
  `<div id="content"><h2>Allow Access?</h2><p>Clay is asking to:</p><ul><li>Access the identity URL service</li><li>Manage user data via APIs</li></ul>
    <form>Do you want to allow access for ada@acme.example? <a href="/secur/logout.jsp">(Not you?)</a><input type="submit" id="oaapprove" value=" Allow "><input type="submit" id="oadeny"></form></div>`,
  '<div><h1>OAuth Error</h1><p>We can’t authorize you because of an OAuth error.</p><p>OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error</p></div>',
  'error=invalid_client_id&error_description=client%20identifier%20invalid',
  '<form><div role="alert">Please check your username and password.</div><input type="password"><button>Log In</button></form>',
];

const members = [
  'querySelector',
  'querySelectorAll',
  'createTreeWalker',
  'body',
  'documentElement',
  'URL',
  'closest',
  'textContent',
  'parentElement',
  'children',
];
/** What a page may contain to confuse a reader. */
const pieces: readonly string[] = [
  ...members.flatMap((member) => [`<img name="${member}">`, `<form name="${member}">`, `<input name="${member}">`]),
  ...[
    '<ul>',
    '</ul>',
    '<li>',
    '</li>',
    '<form role="listitem">',
    '<svg><input name="scope"></svg>',
    '<template><li>',
    '<table><tr>',
    '<select><option>',
  ],
  ...[
    '<h1>',
    '</h1>',
    '<div role="heading">',
    '<main>',
    '</main>',
    '<button>',
    '<noscript>',
    '<style>',
    '<textarea>',
    '<iframe>',
    '<math>',
    '<!--',
    '-->',
  ],
  ...[
    '<div><div><div>',
    '</div>',
    '<b>',
    '&nbsp;',
    '\u202e',
    '\u200b',
    'word '.repeat(200),
    'x'.repeat(700),
    `<i>${'<b>'.repeat(100)}`,
    '<li>a'.repeat(450),
  ],
];

const html = fc
  .tuple(mutated(fixtures), fc.array(fc.tuple(fc.constantFrom(...pieces), fc.nat(10_000)), { maxLength: 8 }))
  .map(([page, list]) =>
    list.reduce((text, [piece, at]) => {
      const place = Math.floor((text.length * at) / 10_000);
      return text.slice(0, place) + piece + text.slice(place);
    }, page),
  );

/** Shows a page, and gives the document to `look`. */
function showing<Seen>(page: string, look: () => Seen): Seen {
  body.innerHTML = page;
  try {
    return look();
  } finally {
    body.replaceChildren();
  }
}

const markup = () => String(Reflect.get(Element.prototype, 'innerHTML', body));

const pages: Target<string> = {
  name: 'A2, A7, B7: any page is read within the limits, without an exception, and stays as it was',
  share: 1_000,
  inputs: html,
  check(page) {
    showing(page, () => {
      const before = markup();
      for (const reader of Object.values(readers)) {
        const result = reader.read(document);
        must(['not-here', 'not-ready', 'ready'].includes(result.state), 'a known state');
        if (result.state !== 'ready') continue;
        const { headings, paragraphs, lines, lineScopes, username, switches } = result.snapshot;
        for (const list of [headings, paragraphs, lines, lineScopes]) {
          must(list.length <= MAX_TEXTS, `at most ${MAX_TEXTS} texts`);
          for (const text of list) must(text.length <= MAX_TEXT_LENGTH && text === text.trim(), `a short text: ${text}`);
        }
        must(username === null || username.length <= 5_000, 'a short name of a user');
        must(new Set(lineScopes).size === lineScopes.length, 'every scope once');
        must(switches <= lines.length, 'at most one switch on each line');
        must(result.lineElements.length === lines.length || lines.length === 0, 'an element for each line');
        must(
          result.lineElements.every((element) => !(element instanceof HTMLFormElement)),
          'no form as a line',
        );
      }
      const outline = readOutline(document);
      must(outline.length <= MAX_OUTLINE_NODES + 1 && outline.every(([depth]) => depth <= MAX_OUTLINE_DEPTH), 'a short outline');
      must(markup() === before, 'a page that stays as it was');
    });
  },
  grows: Object.fromEntries(
    Object.entries(readers).map(([id, reader]) => [id, (page: string) => showing(page, () => reader.read(document))]),
  ),
  pieces: [
    '<li>View contacts</li>',
    '<p>text <b>bold</b></p>',
    '<div>word ',
    '<form action="/oauth/authorize"><input name="scope" value="a b"></form>',
    'a ',
    '<li><input type="checkbox">',
  ],
};

/** All targets of this file. */
export const pageTargets: readonly Target[] = [pages];
