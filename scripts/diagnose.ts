/** Starts `npm run diagnose`. */
import { start } from './cli';
import { diagnose } from './diagnose-command';

await start(diagnose);
