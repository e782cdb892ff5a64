/** Starts `npm run review`. */
import { start } from './cli';
import { review } from './review-command';

await start(review);
