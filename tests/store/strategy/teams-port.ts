import type { Device } from '#compute/device.ts';
import { createLazyLab } from '#engine/lazy-lab.ts';
import { createSession } from '#engine/session.ts';
import { createTeamsLab } from '#engine/strategy/teams-lab.ts';
import type { EnginePort } from '#protocol/client.ts';
import type { TeamsCommand, TeamsEvent } from '#protocol/teams-messages.ts';

/** An engine that evolves teams, as a worker would hold it; images of shapes need no files. */
export function teamsPort(device: Device): EnginePort<TeamsCommand> {
  const listeners = new Set<(message: { readonly data: unknown }) => void>();
  const send = (event: TeamsEvent) => {
    for (const listener of [...listeners]) listener({ data: structuredClone(event) });
  };
  const readFile = () => Promise.reject(new Error('shapes need no sprites'));
  const teams = createLazyLab<
    Extract<TeamsCommand, { kind: 'open' | 'read' | 'time' | 'evolve' | 'take' }>
  >(
    async () => createTeamsLab({ device, readFile, send }),
    (message, stack) => send({ kind: 'failed', run: 0, during: 'start', message, stack }),
  );
  const session = createSession({ teams }, () => new Promise((resolve) => setImmediate(resolve)));
  return {
    postMessage: (command) => session.command({ lab: 'teams', command: structuredClone(command) }),
    addEventListener(kind: string, listener: (event: never) => void) {
      if (kind === 'message') listeners.add(listener as never);
    },
    terminate() {
      listeners.clear();
      session.command({ lab: 'teams', command: { kind: 'pause' } });
    },
  };
}
