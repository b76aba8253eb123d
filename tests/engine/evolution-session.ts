import { createEvolutionLab, type EvolutionHost } from '#engine/evolution-lab.ts';
import { createLazyLab } from '#engine/lazy-lab.ts';
import { createSession } from '#engine/session.ts';
import type { Command } from '#protocol/messages.ts';

/** A session of the lab of evolution alone, which takes its commands as they are. */
export function evolutionSession(host: EvolutionHost): { command(command: Command): void } {
  const evolution = createLazyLab(
    async () => createEvolutionLab(host),
    (message, stack) => host.send({ kind: 'failed', run: 0, during: 'start', message, stack }),
  );
  const session = createSession({ evolution }, host.yieldToMessages);
  return { command: (command) => session.command({ lab: 'evolution', command }) };
}
