/** `npm test` installs what is missing, then runs everything that CI runs. */
import { npmRun, say, setUp } from './set-up.mjs';

setUp('chromium', 'firefox');
say('Building for Chrome and Firefox …');
npmRun('build');
npmRun('check');
say('Testing the production builds in Chromium and Firefox …');
npmRun('e2e:built');
