import type { EngineClient } from '#protocol/client.ts';
import type { Individual, MapView, PolicyMap } from '#protocol/messages.ts';

export type EngineRequests = ReturnType<typeof createEngineRequests>;

/** Questions about one agent that the engine answers once. Null: the agent does not live, or its run was left. */
export function createEngineRequests(client: Pick<EngineClient, 'send' | 'listen'>) {
  const keeping = createWaiting<Individual>();
  const mapping = createWaiting<PolicyMap>();
  const leave = () => {
    keeping.leave();
    mapping.leave();
  };
  const stop = client.listen((event) => {
    switch (event.kind) {
      case 'individual':
        keeping.answer(event.agent, event.individual);
        break;
      case 'mapped':
        mapping.answer(event.agent, event.map);
        break;
      case 'lookFailed':
        if (event.agent === null) break;
        if (event.look === 'keep') keeping.answer(event.agent, null);
        if (event.look === 'map') mapping.answer(event.agent, null);
        break;
      case 'ready':
      case 'started':
      case 'refused':
      case 'failed':
        leave();
        break;
      default:
    }
  });
  return {
    keep(agent: number): Promise<Individual | null> {
      client.send({ kind: 'keep', agent });
      return keeping.wait(agent);
    },
    map(agent: number, view: MapView): Promise<PolicyMap | null> {
      client.send({ kind: 'map', agent, view });
      return mapping.wait(agent);
    },
    dispose(): void {
      stop();
      leave();
    },
  };
}

/** Callers that wait for an answer about an agent; answers come in the order of the questions. */
function createWaiting<T>() {
  let waiting: { readonly agent: number; readonly resolve: (answer: T | null) => void }[] = [];
  return {
    wait: (agent: number) =>
      new Promise<T | null>((resolve) => {
        waiting.push({ agent, resolve });
      }),
    answer(agent: number, answer: T | null) {
      const at = waiting.findIndex((each) => each.agent === agent);
      if (at >= 0) waiting.splice(at, 1)[0]?.resolve(answer);
    },
    leave() {
      const left = waiting;
      waiting = [];
      for (const { resolve } of left) resolve(null);
    },
  };
}
