import { cpuUsage } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Measures how long a small task of this process waited for a core at the most, ms, while something lasted. */
export async function heldUp(during: () => Promise<unknown>): Promise<number> {
  let worst = 0;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      const from = performance.now();
      const before = cpuUsage();
      compute(3000);
      const { user, system } = cpuUsage(before);
      worst = Math.max(worst, performance.now() - from - (user + system) / 1000);
      await sleep(15);
    }
  };
  const watching = watch();
  try {
    await during();
  } finally {
    isOver = true;
    await watching;
  }
  return worst;
}

/** Keeps a core busy for so many microseconds of its own time. */
function compute(microseconds: number): void {
  const from = cpuUsage();
  for (;;) {
    const { user, system } = cpuUsage(from);
    if (user + system >= microseconds) return;
  }
}
