import type { Device, DevicePopulation, NetworkSlot } from '#compute/device.ts';
import { keyFor } from '#core/random.ts';
import { countOf } from './check.ts';
import type { ClassifierSetup } from './classifiers.ts';
import { firstWeights, planClassifier } from './network.ts';
import { packImages } from './pack.ts';
import { type ClassifierPrograms, classifierPrograms, WEIGHTS } from './programs.ts';

/** Images that are handed to the device at a time, so that few are there twice. */
const HANDED_OVER = 256;

const NETWORKS: readonly NetworkSlot[] = [
  { name: 'raw', targetOf: null, trained: true },
  { name: 'fast', targetOf: 'raw', trained: false },
  { name: 'slow', targetOf: 'raw', trained: false },
];

/** The rows as a population: an agent a row, its averages as networks that follow, the data set as what it remembers. */
export function openPopulation(
  device: Device,
  setup: ClassifierSetup,
): DevicePopulation<ClassifierPrograms> {
  const { rows, size, classes, images, seed, interval } = setup;
  const plan = planClassifier(setup);
  const count = countOf(setup);
  const key = keyFor(seed, 'initialise', 0, 0);
  const population = device.open({
    networks: NETWORKS,
    programs: classifierPrograms(setup),
    together: { program: 'train', runs: interval },
    replay: { capacity: count, fields: { pixels: size * size, labels: classes } },
    agents: Array.from({ length: rows }, (_, row) => ({
      parentSlot: row,
      plans: { raw: plan, fast: plan, slow: plan },
      inheritance: {
        raw: { kind: 'initialise', key },
        fast: { kind: 'sync', online: 'raw' },
        slow: { kind: 'sync', online: 'raw' },
      },
      hyperparameters: { clip: Number.MAX_VALUE },
      key,
    })),
  }) as unknown as DevicePopulation<ClassifierPrograms>; // by the names of its programs

  for (let from = 0; from < count; from += HANDED_OVER) {
    const to = Math.min(count, from + HANDED_OVER);
    population.remember(to - from, packImages(images, from, to, size, classes));
  }
  const weights = firstWeights(plan, seed);
  const none = new Float32Array(plan.length);
  const networks = Object.fromEntries(
    WEIGHTS.map((name) => [name, { weights, firstMoments: none, secondMoments: none, updates: 0 }]),
  );
  population.restore({ agents: Array.from({ length: rows }, () => networks), replay: null });
  return population;
}
