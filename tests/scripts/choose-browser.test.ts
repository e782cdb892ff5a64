/** Describes machines that the tests don't run on: what setup uses or installs there. */
import { describe, expect, it } from 'vitest';
import { type BrowserKind, chooseBrowser, type Machine } from '@/scripts/choose-browser.mjs';

interface Sample extends Partial<Omit<Machine, 'isExecutable' | 'firefoxVersion'>> {
  /** The executables of the machine. */
  has?: string[];
  /** The major version of every Firefox; null if it is unknown. */
  version?: number | null;
}

function choose(kind: BrowserKind, { has = [], version = null, ...given }: Sample) {
  return chooseBrowser(kind, {
    platform: 'linux',
    isRoot: false,
    isDebian: false,
    environment: { PATH: '/usr/local/bin:/usr/bin:/snap/bin', HOME: '/home/ada' },
    downloaded: [],
    attempts: 0,
    isExecutable: (path) => has.includes(path),
    firefoxVersion: () => version,
    ...given,
  });
}

const downloadChromium = { install: [['npx', 'playwright', 'install', '--no-shell', 'chromium']] };
const downloadFirefox = { install: [['npx', '@puppeteer/browsers', 'install', 'firefox@stable', '--path', '.cache']] };
const adviceOf = (choice: ReturnType<typeof choose>) => ('fail' in choice ? choice.fail : '');

describe('as root on Debian, setup', () => {
  const debian = { isRoot: true, isDebian: true };

  it('uses the installed packages', () => {
    expect(choose('chromium', { ...debian, has: ['/usr/bin/chromium'] })).toEqual({ use: '/usr/bin/chromium' });
    const both = { ...debian, has: ['/usr/bin/firefox', '/usr/bin/firefox-esr'] };
    expect(choose('firefox', both)).toEqual({ use: '/usr/bin/firefox-esr' });
  });

  it('installs missing packages with apt, downloads if that was not enough, then gives up', () => {
    const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'firefox-esr', 'fonts-liberation'];
    expect(choose('firefox', debian)).toEqual({ install: [['apt-get', 'update', '-qq'], install] });
    expect(choose('firefox', { ...debian, attempts: 1 })).toEqual(downloadFirefox);
    expect(adviceOf(choose('firefox', { ...debian, attempts: 2 }))).toContain('No usable Firefox was found');
  });

  it("downloads a Firefox if Debian's is too old", () => {
    expect(choose('firefox', { ...debian, has: ['/usr/bin/firefox-esr'], version: 140, attempts: 1 })).toEqual(downloadFirefox);
  });
});

describe('on Linux without root, setup', () => {
  it('downloads the browsers, even on Debian', () => {
    expect(choose('chromium', { isDebian: true })).toEqual(downloadChromium);
    expect(choose('firefox', { isDebian: true })).toEqual(downloadFirefox);
  });

  it('uses what it downloaded', () => {
    const path = '/home/ada/.cache/ms-playwright/chromium-1255/chrome-linux64/chrome';
    expect(choose('chromium', { downloaded: [path], has: [path], attempts: 1 })).toEqual({ use: path });
  });

  it('says what to run or set if nothing can be downloaded', () => {
    const advice = adviceOf(choose('chromium', { isDebian: true, attempts: 1 }));
    expect(advice).toContain('Run as root: apt-get install chromium');
    expect(advice).toContain('npx playwright install --no-shell chromium');
    expect(advice).toContain('Set CHROMIUM_PATH to the executable of Chromium');
    expect(adviceOf(choose('firefox', { attempts: 1 }))).not.toContain('apt-get');
  });

  it('uses neither branded Chrome nor a snap', () => {
    const has = ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium', '/snap/bin/firefox'];
    expect(choose('chromium', { has })).toEqual(downloadChromium);
    expect(choose('firefox', { has })).toEqual(downloadFirefox);
  });
});

describe('on a Mac, setup', () => {
  const mac = { platform: 'darwin', isRoot: true, environment: { PATH: '/usr/bin', HOME: '/Users/ada' } };

  it('uses installed applications, also those of the user alone', () => {
    const firefox = '/Users/ada/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(choose('firefox', { ...mac, has: [firefox], version: 153 })).toEqual({ use: firefox });
    const chromium = '/Applications/Chromium.app/Contents/MacOS/Chromium';
    expect(choose('chromium', { ...mac, has: [chromium] })).toEqual({ use: chromium });
  });

  it('downloads Chromium next to branded Chrome, and uses it although its path has spaces', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(choose('chromium', { ...mac, has: [chrome] })).toEqual(downloadChromium);
    const path = '/Users/ada/Library/Caches/ms-playwright/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing';
    expect(choose('chromium', { ...mac, has: [chrome, path], downloaded: [path] })).toEqual({ use: path });
  });
});

describe('on Windows, setup', () => {
  const environment = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\Ada L\\AppData\\Local' };
  const windows = { platform: 'win32', environment };

  it('uses an installed Firefox, for all users or for this one', () => {
    const forAll = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const forOne = 'C:\\Users\\Ada L\\AppData\\Local\\Mozilla Firefox\\firefox.exe';
    expect(choose('firefox', { ...windows, has: [forAll, forOne], version: 142 })).toEqual({ use: forAll });
    expect(choose('firefox', { ...windows, has: [forOne] })).toEqual({ use: forOne });
  });

  it('downloads the browsers if there is only Chrome and an old Firefox', () => {
    const has = ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'];
    expect(choose('chromium', { ...windows, has })).toEqual(downloadChromium);
    expect(choose('firefox', { ...windows, has, version: 141 })).toEqual(downloadFirefox);
  });
});

describe('a variable that names the browser', () => {
  const environment = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/my chromium', FIREFOX_PATH: '/opt/firefox' };

  it('comes first', () => {
    expect(choose('chromium', { environment, has: ['/usr/bin/chromium', '/opt/my chromium'] })).toEqual({ use: '/opt/my chromium' });
  });

  it('is reported if it is wrong, instead of using another browser', () => {
    expect(adviceOf(choose('chromium', { environment, has: ['/usr/bin/chromium'] }))).toBe(
      'CHROMIUM_PATH is /opt/my chromium, which is not an executable file. Correct the variable or remove it.',
    );
    expect(adviceOf(choose('firefox', { environment, has: ['/opt/firefox'], version: 115 }))).toContain('version 142 is needed');
  });
});
