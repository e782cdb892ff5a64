import { describe, expect, it } from 'vitest';
import { hostnameOf, provenHostname, redirectHost } from '@/providers/oauth2/redirect';

describe('a redirect URI', () => {
  it.each([
    ['https://app.clay.com/cb', 'app.clay.com', 'app.clay.com'],
    ['https://APP.clay.com:8443/cb', 'app.clay.com:8443', 'app.clay.com'],
    ['https://app.clay.com./cb', 'app.clay.com.', 'app.clay.com'],
    ['https://app.clay.com.:8443/cb', 'app.clay.com.:8443', 'app.clay.com'],
    ['https://user@app.clay.com/cb', 'app.clay.com', 'app.clay.com'],
    ['http://app.clay.com/cb', 'http://app.clay.com', null],
    ['http://app.clay.com:8080/cb', 'http://app.clay.com:8080', null],
    ['nwsync://app.clay.com/cb', 'nwsync:', null],
    ['com.evil.app:/cb', 'com.evil.app:', null],
    ['web+x://app.clay.com', 'web+x:', null],
    ['javascript:alert(1)', 'javascript:', null],
    ['http://localhost:3000/cb', 'localhost:3000', null],
    ['https://localhost/cb', 'localhost', null],
    ['http://127.0.0.1/cb', '127.0.0.1', null],
    ['http://[::1]:80/cb', '[::1]', null],
    ['http://198.51.100.7:8080/cb', '198.51.100.7:8080', null],
    ['https://3221226219/cb', '192.0.2.235', null],
    ['app.clay.com/cb', null, null],
    ['', null, null],
  ])('%s leads to %s and proves %s', (uri, host, proven) => {
    expect(redirectHost(uri)).toBe(host);
    expect(provenHostname(host)).toBe(proven);
  });

  it('has a host name, whatever it proves, unless it has a scheme of its own', () => {
    expect(['http://App.clay.com.:8080', 'localhost:3000', 'a.example.', '[::1]:3000', 'nwsync:', '', '.'].map(hostnameOf)).toEqual([
      'app.clay.com',
      'localhost',
      'a.example',
      '[::1]',
      null,
      null,
      '.',
    ]);
  });
});
