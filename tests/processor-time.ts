/**
 * Returns the time on the processor that a function takes, in milliseconds. Unlike the time on the
 * clock it does not depend on what else the machine does. Node before version 23.9 measures its
 * other threads, too.
 */
export function processorTime(run: () => unknown): number {
  const usage = () => {
    const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
    return (user + system) / 1_000;
  };
  const began = usage();
  run();
  return usage() - began;
}
