/** What mails, chats, logs and sign-in pages do to a URL. */

const quotedPrintable = (url: string) => `${url.replaceAll('=', '=3D')} `.replace(/.{60}(?![\dA-F]{2})(?<!=.?)/g, '$&=\r\n').trim();

/** Links and texts that contain one whole URL, by name. None of them contains another request. */
export const wrappers: Readonly<Record<string, (url: string) => string>> = {
  'white space': (url) => `\n  ${url} \t\n`,
  'a sentence': (url) => `Please open ${url}, and tell us.`,
  brackets: (url) => `The link (${url}).`,
  'angle brackets': (url) => `Connect <${url}> now`,
  quotes: (url) => `we use "${url}".`,
  'curly quotes': (url) => `we use “${url}”.`,
  backticks: (url) => `run \`${url}\``,
  'Markdown link': (url) => `See [Connect](${url}) and tell us`,
  'Markdown bold': (url) => `**${url}**`,
  'Slack markup': (url) => `<${url}|Connect>`,
  'quoted reply': (url) => `> Hello,\n> > ${url}\n> Bye`,
  'HTML link': (url) => `<p><a href="${url.replaceAll('&', '&amp;')}">Connect</a></p>`,
  'decimal entities': (url) => `<a href='${url.replaceAll('&', '&#38;')}'>Connect</a>`,
  'hexadecimal entities': (url) => `<a href="${url.replaceAll('&', '&#x26;')}">Connect</a>`,
  'escaped HTML': (url) => `&lt;a href=&quot;${url.replaceAll('&', '&amp;amp;')}&quot;&gt;Connect&lt;/a&gt;`,
  JSON: (url) => `{"url":${JSON.stringify(url)},"next":null}`,
  'JSON with escapes': (url) => `"redirectURL": "${url.replaceAll('/', String.raw`\/`).replaceAll('&', String.raw`\u0026`)}", "a": 1`,
  'JSON in JSON': (url) => JSON.stringify(JSON.stringify({ url })),
  'a JSON string with line breaks': (url) => String.raw`"text": "go to ${url}\nand allow"`,
  'Python dict': (url) => `{'url': '${url}', 'state': None}`,
  'percent-encoded': (url) => `target=${encodeURIComponent(url)}&source=mail`,
  'percent-encoded twice': (url) => `the link ${encodeURIComponent(encodeURIComponent(url))} is long`,
  'quoted-printable': quotedPrintable,
  'lines broken after &': (url) => `Link:\n${url.replaceAll('&', '&\n')}\n\nThanks`,
  'lines broken after ?': (url) => url.replace('?', '?\r\n'),
  'lines broken after =': (url) => url.replace(/(redirect_uri=)/, '$1\n'),
  'lines broken in angle brackets': (url) => `Go to <${url.replace(/.{30}/g, '$&\n')}> please`,
  'Safe Links': (url) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C01%7C&sdata=xyz&reserved=0`,
  'Google redirect': (url) => `https://www.google.com/url?sa=t&q=${encodeURIComponent(url)}&usg=AOv`,
  Slack: (url) => `https://slack-redir.net/link?url=${encodeURIComponent(url)}`,
  Barracuda: (url) => `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(url)}&c=E,1,abc&typo=1`,
  Mimecast: (url) => `https://protect-us.mimecast.com/redirect?url=${encodeURIComponent(url)}&domain=app.hubspot.com`,
  'URL Defense 2': (url) =>
    `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(url).replaceAll('_', '%5F').replaceAll('-', '%2D').replaceAll('%2F', '_').replaceAll('%', '-')}&d=DwMFaQ&c=abc`,
  'URL Defense 3': (url) =>
    `https://urldefense.com/v3/__${url.replace(/[+]/g, '*')}__;${btoa('+'.repeat(url.split('+').length - 1))}!!AbC!xyz$`,
};

/** Sign-in pages that lead to a request. */
export const signInPages: Readonly<Record<string, (url: string) => string>> = {
  'frontdoor.jsp': (url) => `https://acme.my.salesforce.com/secur/frontdoor.jsp?otp=x&startURL=${encodeURIComponent(url)}&cshc=y`,
  'retURL, encoded twice': (url) =>
    `https://acme.my.salesforce.com/secur/frontdoor.jsp?retURL=${encodeURIComponent(encodeURIComponent(url))}`,
  'the sign-in page': (url) => `https://login.salesforce.com/?ec=302&startURL=${encodeURIComponent(url)}`,
  RelayState: (url) => `https://acme.okta.com/app/salesforce/exk1/sso/saml?RelayState=${encodeURIComponent(url)}`,
  loginRedirectUrl: (url) => `https://app.hubspot.com/login?loginPortalId=1&loginRedirectUrl=${encodeURIComponent(url)}`,
};
