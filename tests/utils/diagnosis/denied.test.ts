import { describe, expect, it } from 'vitest';
import { withoutDenied } from '@/utils/diagnosis/denied';

const code = 'oauth_app_blocked';
const other = 'oauth_app_access_denied';

describe('an error that a text', () => {
  it.each([
    `we do not get ${code}`,
    `i'm not seeing the error ${code}`,
    `it isn't showing "insufficient scopes were provided"`,
    `no ${code} this time`,
    `instead of ${code}`,
    `unlike others who get ${code}`,
    `it is not ${code} but something else`,
    `the ${code} error is gone`,
    `${code} no longer appears`,
    `"user hasn't approved this consumer" went away`,
    `nicht ${code}, sondern`,
    `ya no aparece ${code}`,
    `nous n'avons plus ${code}`,
    `não vemos mais ${code}`,
    `der fehler ${code} tritt nicht mehr auf`,
    `${code} erscheint jetzt nicht mehr`,
    `${code} n'apparaît plus`,
    `${code} ya no aparece`,
    `${code} não aparece mais`,
    `${code} non appare più`,
    `${code} verschijnt niet meer`,
    `no longer fails with "error=${code}"`,
    `we no longer get error=${code}&error_description=this+app+is+blocked`,
    `we no longer land on https://app.example/cb?error=${code}`,
    `fixed: ${code} (app is blocked) when connecting`,
    `earlier today we had error=${code} on salesforce. the admin fixed it.`,
    `we got ${code} yesterday. it works now, thanks`,
    `salesforce showed ${code}. it is solved now.`,
    `no aparece el error ${code} en salesforce`,
    `je n'ai pas l'erreur ${code}`,
    `não vejo o erro ${code}`,
    `non compare l'errore ${code}`,
    `el error ${code} no aparece`,
    `der fehler ${code} erscheint nicht, nur eine leere seite`,
    `wir bekommen nicht den fehler ${code}, sondern nichts`,
    `we krijgen geen ${code}`,
    `${code} is not in the response`,
    `${code} isn't listed`,
    `${code} was yesterday`,
    `we never saw ${code} in this org`,
    `i haven't seen "insufficient scopes were provided" in hubspot, only a spinner`,
    `we have not yet got ${code}`,
    `den fehler ${code} hatten wir noch nie`,
    `je n'ai jamais vu ${code}`,
  ])('denies does not count: %s', (text) => {
    const rest = withoutDenied(text);
    expect(rest).toHaveLength(text.length);
    expect(rest).not.toMatch(/blocked|insufficient|consumer/);
  });

  it.each([
    `i can't connect because of ${code}`,
    `not sure why we get ${code}`,
    `it does not work, ${code}`,
    `it doesn't say why, only ${code}`,
    `the page does not show more than ${code}`,
    `${code} is not resolved`,
    `${code} is not the only error`,
    `since yesterday ${code} is shown`,
    `why is the ${code} error not going away?`,
    `we do not have admin rights. ${code}`,
    `i have never seen ${code} before`,
    `we did not get ${code} before the update`,
    `there was no ${code} until yesterday`,
    `how long until ${code} is resolved?`,
    `tell me when the error ${code} is fixed`,
    `${code} tritt nicht nur hier auf`,
    `${code} n'est pas la seule erreur`,
    `not fixed: ${code}`,
    `has anyone solved ${code}?`,
    `we got ${code}. it works for my colleague`,
    `we got ${code}; everything works for other users`,
    `we had ${code}. the admin fixed it but it still fails`,
    `we got ${code}. the admin has not fixed it`,
    `we got ${code}. who fixed it last time?`,
    `no puedo conectar, me sale ${code}`,
    `${code} erscheint nicht nur hier`,
    `we had ${code}. the admin says he fixed it now. i tried again and no change.`,
    `i got ${code} yesterday, today everything works now for anna, for me it is the same.`,
    `der fehler ${code} ist behoben, sagt unser admin. er kommt aber immer noch.`,
    `we have never had ${code}, it started today`,
    `we haven't seen ${code} go away`,
    `${code} is not listed in your docs`,
    `${code} isn't listed, but that's my error.`,
    `${code} does not show up in the log, only on screen`,
    `the ${code} message does not appear to be related to our policies`,
    `${code} no longer appears immediately`,
    `why don't i get ${code} as an admin? as a user i get it`,
    `instead of ${code} we expected the consent page`,
  ])('reports after another negation counts: %s', (text) => {
    expect(withoutDenied(text)).toContain(code);
  });

  it.each([`it is not ${code} but ${other}`, `we do not get ${code} any more. now ${other}: we see it every time`])(
    'denies leaves the other errors of the text where they are: %s',
    (text) => {
      expect(withoutDenied(text)).not.toContain(code);
      expect(withoutDenied(text).indexOf(other)).toBe(text.indexOf(other));
    },
  );

  it.each([
    '"',
    "'",
    "a 'b ",
    'a_',
    'do not get the ',
    'no longer not ',
    'unlike a b c d ',
    'x_y_z is ',
    'had x_y ',
    'https://a?',
    'x_y (a ',
  ])('denies is found in linear time: %s', (part) => {
    const start = performance.now();
    withoutDenied(part.repeat(200_000 / part.length));
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
