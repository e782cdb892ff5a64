/** Runs a command of the terminal without a process; `commands.test.ts` starts every command as users do. */
import { type Command, type Ended, runCommand } from '@/scripts/cli';

/** Returns a function that runs the command with arguments and, if they are not its inputs, with standard input. */
export function inProcess(command: Command): (args: readonly string[], input?: string) => Ended {
  return (args, input = '') => runCommand(command, args, Buffer.from(input));
}
