/** `npm start`: set-up, build, and the extension on the simulated providers. */
import { npmRun, say, setUp } from './set-up.mjs';

setUp('chromium');
say('Building the extension …');
npmRun('build:chrome');
npmRun('journey');
