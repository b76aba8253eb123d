import { newId } from '../new-id.ts';

/** Methods of the browser's `LockManager` that claims need. */
export interface Locks {
  /** Calls `use` with the lock, which lasts as long as its promise, or with null where it is not free. */
  request(
    name: string,
    options: { readonly ifAvailable: true },
    use: (lock: object | null) => Promise<void> | undefined,
  ): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

type Message =
  /** Asks who has a lock; null: who has any. */
  | { readonly kind: 'ask'; readonly from: string; readonly name: string | null }
  | { readonly kind: 'held'; readonly to: string; readonly names: readonly string[] };

/** Another tab answers within this, ms, or is taken not to be there. */
const PATIENCE_MS = 200;

/**
 * Locks among the tabs of a page that the browser gives none, as over plain http. Each tab knows its own, and asks
 * the others over the channel before it takes one, so that the locks of a tab that has ended are free. Of tabs that ask at the same
 * time that of the smaller id gets it.
 */
export function createTabLocks(
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>,
  patienceMs = PATIENCE_MS,
): Locks {
  const tab = newId();
  const held = new Set<string>();
  /** Answers for each lock that this tab asks for: whether another tab has or gets it. */
  const asked = new Map<string, boolean>();
  /** Called with the locks that another tab has. */
  const listeners = new Set<(names: readonly string[]) => void>();

  const send = (message: Message) => channel.postMessage(message);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'held') {
      if (data.to === tab) for (const listener of [...listeners]) listener(data.names);
      return;
    }
    const { from, name } = data;
    if (name === null) send({ kind: 'held', to: from, names: [...held] });
    else if (held.has(name) || (asked.has(name) && tab < from))
      send({ kind: 'held', to: from, names: [name] });
    else if (asked.has(name)) asked.set(name, true);
  });

  /** Locks that other tabs have; of one name, or all. */
  async function ask(name: string | null): Promise<readonly string[]> {
    const found: string[] = [];
    const listener = (names: readonly string[]) => found.push(...names);
    listeners.add(listener);
    send({ kind: 'ask', from: tab, name });
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
    listeners.delete(listener);
    return found;
  }

  return {
    async request(name, _, use) {
      if (held.has(name) || asked.has(name)) return use(null);
      asked.set(name, false);
      const others = await ask(name);
      const isElsewhere = asked.get(name) === true || others.includes(name);
      asked.delete(name);
      if (isElsewhere) return use(null);
      held.add(name);
      await use({});
      held.delete(name);
      return undefined;
    },
    async query() {
      const others = await ask(null);
      return { held: [...held, ...others].map((name) => ({ name })) };
    },
  };
}
