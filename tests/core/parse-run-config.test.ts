import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDeclaration } from '#core/check-declaration.ts';
import type { Field } from '#core/field.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { catalog, configWith, validConfig } from './catalog-fixture.ts';

const problemsOf = (input: unknown) => {
  const parsed = parseRunConfig(input, catalog);
  return parsed.ok ? [] : parsed.problems;
};

/** Values that no field of the kind may hold. */
function wrongValues(field: Field): unknown[] {
  const always = [null, undefined, {}, () => 1, Symbol('s'), 10n, '', '5', new Date(0), NaN];
  switch (field.kind) {
    case 'integer':
    case 'real': {
      const outside = [
        field.lowest - 1,
        field.highest + 1,
        Infinity,
        -Infinity,
        [field.lowest],
        true,
      ];
      return [...always, ...outside, ...(field.kind === 'integer' ? [field.lowest + 0.5] : [])];
    }
    case 'boolean':
      return [...always, 0, 1, 'true', [true]];
    case 'choice':
      return [...always, 'nothing', 'constructor', '__proto__', 0, true, ['relu']];
    case 'integers':
      return [
        ...always,
        [],
        [0],
        [-1],
        [1.5],
        ['8'],
        [513],
        [null],
        Array(7).fill(8),
        { 0: 8, length: 1 },
        8,
      ];
    case 'choices':
      return [...always, ['nothing'], [1], ['relu', 'relu'], 'relu', { 0: 'relu', length: 1 }];
    default:
      return field satisfies never;
  }
}

test('the fixture’s declarations hold', () => {
  for (const declaration of catalog.algorithms) checkDeclaration(declaration);
});

test('a valid configuration comes out equal, new and frozen', () => {
  const parsed = parseRunConfig(validConfig, catalog);
  expect(parsed).toEqual({ ok: true, config: validConfig });
  if (!parsed.ok) return;
  const isNew = (output: object, input: object): boolean =>
    output !== input &&
    Object.isFrozen(output) &&
    Object.entries(output).every(
      ([key, value]) =>
        typeof value !== 'object' || isNew(value, (input as Record<string, object>)[key] as object),
    );
  expect(isNew(parsed.config, validConfig)).toBe(true);
  expect(Object.getPrototypeOf(parsed.config)).toBe(Object.prototype);
});

test('1,000 configurations with a broken field give a problem that names it', {
  timeout: 60_000,
}, () => {
  const fields = fieldsFor(catalog, validConfig);
  const broken = fc.constantFrom(...fields).chain((field) => {
    // A field that may be left out may be undefined.
    const values = wrongValues(field).filter(
      (value) => value !== undefined || field.defaultValue === undefined,
    );
    return fc.tuple(fc.constant(field), fc.constantFrom(...values));
  });
  fc.assert(
    fc.property(broken, ([field, value]) => {
      const named = problemsOf(configWith(field.path, value)).filter(
        ({ path }) => path === field.path,
      );
      expect(named).toHaveLength(1);
      expect(named[0]?.message).toMatch(/ is .+: it must be /);
    }),
    { numRuns: 1000 },
  );
});

test('1,000 arbitrary things in place of a part, or of the whole, give problems', {
  timeout: 60_000,
}, () => {
  const parts = [
    '',
    'network',
    'training',
    'hyperparameters',
    'hyperparameters.gamma',
    'settings',
    'mutation',
    'target',
  ];
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(fc.constantFrom(...parts), anything, (part, value) => {
      const problems = problemsOf(part === '' ? value : configWith(part, value));
      expect(problems.length).toBeGreaterThan(0);
      expect(() => structuredClone(problems)).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});

test('hostile objects give few and short problems, after few looks into them', () => {
  const cyclic: Record<string, unknown> = { ...validConfig };
  cyclic['network'] = cyclic;
  let looks = 0;
  const look = <T>(answer: T): T => {
    looks++;
    return answer;
  };
  const endless: object = new Proxy(
    {},
    {
      get: () => look(endless),
      ownKeys: () => look(['a', 'b']),
      getOwnPropertyDescriptor: () =>
        look({ value: endless, enumerable: true, configurable: true }),
    },
  );
  const angry = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  let calls = 0;
  const getters = Object.defineProperty({ ...validConfig }, 'seed', {
    enumerable: true,
    get: () => {
      calls++;
      return 1;
    },
  });
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  const crowd = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`key${i}`, i]));
  const lengthy = configWith('network.encoderHidden', new Array(4e9).fill(8, 0, 3));

  for (const input of [
    cyclic,
    endless,
    angry,
    revoked.proxy,
    getters,
    deep,
    crowd,
    lengthy,
    { ...validConfig, network: endless },
    [validConfig],
    'x'.repeat(1e6),
    configWith('seed', 'x'.repeat(1e6)),
  ]) {
    const problems = problemsOf(input);
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems).length).toBeLessThan(100_000);
  }
  expect(looks).toBeLessThan(100_000);
  expect(calls).toBe(0);
});

test('keys of prototypes are unknown keys and change nothing', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'extra']) {
    const input = JSON.parse(JSON.stringify(validConfig).replace(/}$/, `,"${key}":{"seed":1}}`));
    expect(problemsOf(input).map(({ path }) => path)).toEqual([key]);
    const within = configWith('settings', JSON.parse(`{"${key}":1}`));
    expect(problemsOf(within).map(({ path }) => path)).toContain(`settings.${key}`);
  }
  expect(Object.hasOwn(Object.prototype, 'seed')).toBe(false);
});

test('inherited fields are missing fields', () => {
  expect(problemsOf(Object.create(validConfig)).length).toBeGreaterThan(5);
});

test('−0 counts as 0', () => {
  const parsed = parseRunConfig(configWith('mutation.activation', -0), catalog);
  expect(parsed.ok && Object.is(parsed.config.mutation.activation, 0)).toBe(true);
});

test('a message names the field, the value and what would be right', () => {
  expect(problemsOf(configWith('selection.tournamentSize', '3'))).toEqual([
    {
      path: 'selection.tournamentSize',
      value: '3',
      message: 'selection.tournamentSize is "3": it must be a whole number from 1 to 128',
    },
  ]);
  expect(problemsOf(configWith('environment', 'Chess'))[0]?.message).toBe(
    "environment is \"Chess\": it must be one of 'CartPole-v1', 'Pendulum-v1'",
  );
});

test('of an unknown algorithm only the algorithm is a problem', () => {
  expect(problemsOf(configWith('algorithm', 'sarsa')).map(({ path }) => path)).toEqual([
    'algorithm',
  ]);
});

test.each([
  ['hyperparameters.learningRate.value', 0.05, 'hyperparameters.learningRate.value'],
  ['hyperparameters.learningRate.min', 0.05, 'hyperparameters.learningRate.min'],
  ['settings.epsilonStart', 0.01, 'settings.epsilonEnd'],
  ['network.encoderHidden', [64, 64, 64, 64], 'network.encoderHidden'],
  ['network.headHidden', [8], 'network.headHidden'],
  ['network.maxNodes', 32, 'network.encoderHidden'],
  ['network.minLayers', 4, 'network.minLayers'],
  ['network.minNodes', 300, 'network.minNodes'],
  ['network.latent', 4, 'network.latent'],
  ['network.minLatent', 200, 'network.minLatent'],
  ['selection.tournamentSize', 7, 'selection.tournamentSize'],
  ['training.replayCapacity', 501, 'hyperparameters.batchSize.max'],
  ['training.replayCapacity', 40, 'training.replayCapacity'],
  ['training.learningDelay', 20_000, 'training.learningDelay'],
  ['training.stepsPerGeneration', 7, 'training.stepsPerGeneration'],
  ['environment', 'Pendulum-v1', 'algorithm'],
])('%s = %j breaks a rule between fields', (path, value, blamed) => {
  const found = problemsOf(configWith(path, value)).find((problem) => problem.path === blamed);
  expect(found?.message).toMatch(new RegExp(`^${blamed.replaceAll('.', '\\.')} .+; .+`));
});

test('a hyperparameter that does not evolve may lie outside of its range', () => {
  expect(problemsOf(configWith('hyperparameters.gamma.value', 1))).toEqual([]);
});

test('mutation needs a family to choose, and activations where it changes them', () => {
  const none = { none: 0, architecture: 0, parameters: 0, activation: 0, hyperparameter: 0 };
  const mutation = validConfig.mutation;
  const paths = (changed: object) =>
    problemsOf(configWith('mutation', { ...mutation, ...changed })).map(({ path }) => path);
  expect(paths(none)).toEqual(['mutation.none']);
  expect(paths({ activation: 0.1, activations: [] })).toEqual(['mutation.activations']);
  expect(paths({ activation: 0, activations: [] })).toEqual([]);
});

test('a run cannot be asked to make more than a thousand million steps', () => {
  const config = {
    ...configWith('training.stepsPerGeneration', 100_000),
    populationSize: 128,
    generations: 1000,
  };
  expect(problemsOf(config).map(({ path }) => path)).toEqual(['generations']);
});
