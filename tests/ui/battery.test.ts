import { afterEach, expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import { watchBattery } from '#ui/shell/battery.ts';
import { CONFIG } from './fake-catalog.ts';
import { createFakeEngine } from './fake-engine.ts';

class FakeBattery extends EventTarget {
  charging = false;
  level = 0.5;
  change(values: Partial<Pick<FakeBattery, 'charging' | 'level'>>): void {
    Object.assign(this, values);
    this.dispatchEvent(new Event('charging' in values ? 'chargingchange' : 'levelchange'));
  }
}

let lab: Lab;
afterEach(() => lab.dispose());

async function open(): Promise<void> {
  lab = createLab(
    createClient(() => createFakeEngine()),
    (ready) => ready.setUp(CONFIG, 'cartpole-dqn'),
  );
  await Promise.resolve();
}
const told = () =>
  lab.store.getState().notices.flatMap(({ text }) => /battery is at (\d+) %/.exec(text)?.[1] ?? []);

test('a low battery is told while a run goes on, once until it was charged', async () => {
  await open();
  const battery = new FakeBattery();
  await watchBattery(lab, { getBattery: async () => battery });
  battery.change({ level: 0.19 });
  expect(told()).toEqual([]); // nothing runs
  lab.start();
  expect(told()).toEqual(['19']);
  battery.change({ level: 0.18 });
  expect(told()).toEqual(['19']);
  battery.change({ charging: true });
  battery.change({ charging: false });
  expect(told()).toEqual(['19', '18']);
});

test('a battery that is charging, or full enough, is no news', async () => {
  await open();
  const battery = new FakeBattery();
  await watchBattery(lab, { getBattery: async () => battery });
  lab.start();
  battery.change({ level: 0.21 });
  battery.change({ charging: true });
  battery.change({ level: 0.05 });
  expect(told()).toEqual([]);
});

test('a browser that has no word on its battery, or keeps it to itself, changes nothing', async () => {
  await open();
  await watchBattery(lab, {});
  await watchBattery(lab, { getBattery: () => Promise.reject(new Error('not allowed here')) });
  lab.start();
  expect(told()).toEqual([]);
});
