/** Starts `npm run new-provider`, `npm run new-app` and `npm run new-fixture`. */
import { start } from './cli';
import { newCommand } from './new/command';

await start(newCommand);
