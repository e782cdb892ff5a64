/** `npm start` installs what is missing, builds, and opens the extension on simulated providers. */
import { npmRun, say, setUp } from './set-up.mjs';

setUp('chromium');
say('Building the extension …');
npmRun('build:chrome');
npmRun('journey');
