import type { CDPSession, Page } from '@playwright/test';

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  /** Size of array buffers, bytes. */
  readonly backingStorageSize: number;
}

type Ask = <T>(method: string) => Promise<T>;

/** Bytes that page and engine hold after garbage was collected, array buffers included. */
export async function heldMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const askPage: Ask = (method) => (session as unknown as { send: Ask }).send(method);
  let bytes = 0;
  for (const ask of [askPage, await engineOf(session)]) {
    await ask('HeapProfiler.collectGarbage');
    const usage = await ask<HeapUsage>('Runtime.getHeapUsage');
    bytes += usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize;
  }
  await session.detach();
  return bytes;
}

/** Asks the page's worker: it has no session of its own, messages go through the page's. */
async function engineOf(session: CDPSession): Promise<Ask> {
  const attached = new Promise<string>((resolve) =>
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (/worker-[^/]*\.js/.test(targetInfo.url)) resolve(sessionId);
    }),
  );
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  let asked = 0;
  return (method) =>
    new Promise((resolve) => {
      const id = ++asked;
      session.on('Target.receivedMessageFromTarget', (event) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId === sessionId && answer.id === id) resolve(answer.result);
      });
      const message = JSON.stringify({ id, method });
      void session.send('Target.sendMessageToTarget', { sessionId, message });
    });
}
