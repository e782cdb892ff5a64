/** People shorten links in mails and tickets, and developers write them with gaps to fill in. */
import { describe, expect, it } from 'vitest';
import { mayHaveOthers } from '@/utils/review/approval';
import { parseInput } from '@/utils/review/parse-input';
import { readRequests } from '@/utils/review/read-requests';

const start = 'https://app.hubspot.com/oauth/authorize?client_id=abc&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=oauth';
const server = 'https://login.example/oauth/authorize?client_id=abc&response_type=code&scope=acme';

/** Whether each request of a text may have other scopes, as both readers read it. */
function mayBeLonger(text: string) {
  const pasted = parseInput(text);
  return [
    ...(pasted.ok ? pasted.inputs.map(({ request }) => mayHaveOthers(request)) : [pasted.reason]),
    ...readRequests(text).map((read) => (read.ok ? mayHaveOthers(read.request) : read.reason)),
  ];
}

describe('a link of which a part is left out', () => {
  it.each([
    ...['%20...', '+...', '...', ' ...', '..', '%20..', ' …', '…', '%20…', '\n...', ', ...'],
    ...[
      ' [...]',
      ' […]',
      ' [truncated]',
      ' [cut]',
      ' [long list]',
      '\n[...]',
      ' (cut)',
      ' (...)',
      ' (and 12 more scopes)',
      ' (Rest gekürzt)',
    ],
    ...[' <snip>', ' <...>', ' + 12 more', ' +12', ' and 12 scopes', ' etc.', ' and so on', ' usw.', ' und weitere', '+etc.', ', more'],
    ...['&optional_scope=...', '%20...&optional_scope=tickets', '&optional_scope=tickets ...', ' ... &optional_scope=tickets', '%20(...)'],
    ...['&...&state=1', '&…&state=1', '&[...]&state=1', '&state=...', '&state=abc...', '%20[truncated]', '%20etc'],
  ])('may have other scopes: %s', (rest) => {
    for (const link of [start, server])
      for (const text of [link + rest, `Is this OK? ${link}${rest}\nThanks, Jane`]) {
        const read = mayBeLonger(text);
        expect(new Set(read), text).toEqual(new Set([true]));
      }
  });

  it.each([
    '{scopes}',
    '$' + '{SCOPES}',
    '%7Bscopes%7D',
    '%3CSCOPES%3E',
    '{{scopes}}',
    'SCOPES_HERE',
    'YOUR_SCOPES',
    '$SCOPES',
    '[scopes]',
    'your-scopes',
  ])('may have other scopes with a gap to fill in: %s', (gap) => {
    for (const link of [start, server])
      for (const text of [`${link}%20${gap}`, `Open ${link}%20${gap}&state=1 now`])
        expect(new Set(mayBeLonger(text)), text).toEqual(new Set([true]));
  });

  it.each([
    '',
    '.',
    '. ',
    '?',
    ' (Clay)',
    ' (see the ticket)',
    ' [1]',
    ' [docs](https://docs.example)',
    ' and press Allow',
    ' restart the browser',
    ' shortly',
    ' moreover',
    '&state=a..b&x=1',
    ' <br>',
    '\n\nThanks',
  ])('is whole before %j', (rest) => {
    expect(new Set(mayBeLonger(`Open ${start}${rest}`)), rest).toEqual(new Set([false]));
  });
});
