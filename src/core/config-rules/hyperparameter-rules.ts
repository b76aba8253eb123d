import { type ConfigContext, check } from './rule.ts';

export function hyperparametersInRange({ config }: ConfigContext) {
  return Object.entries(config.hyperparameters).flatMap(([name, { value, evolves, min, max }]) => {
    const path = `hyperparameters.${name}`;
    if (min > max)
      return check(false, `${path}.min`, min, `exceeds the highest, ${max}; it must not`);
    const inRange = !evolves || (min <= value && value <= max);
    return check(
      inRange,
      `${path}.value`,
      value,
      `is outside of where it may evolve, ${min} to ${max}; it must lie inside`,
    );
  });
}

export function hyperparametersInOrder({ config: { hyperparameters }, algorithm }: ConfigContext) {
  return (algorithm.rules ?? []).flatMap(({ lesser, greater, because }) => {
    const least = hyperparameters[lesser]?.value ?? 0; // both are declared
    const most = hyperparameters[greater]?.value ?? 0;
    const label = algorithm.hyperparameters.find(({ name }) => name === greater)?.label;
    return check(
      least <= most,
      `hyperparameters.${lesser}.value`,
      least,
      `exceeds ${label?.toLowerCase()}, ${most}; it must not: ${because}`,
    );
  });
}

export function settingsInOrder({ config: { settings }, algorithm }: ConfigContext) {
  return algorithm.settings.flatMap(({ name, atMost }) => {
    const [least, most] = [settings[name], atMost === undefined ? undefined : settings[atMost]];
    if (typeof least !== 'number' || typeof most !== 'number') return [];
    const label = algorithm.settings.find((declared) => declared.name === atMost)?.label;
    return check(
      least <= most,
      `settings.${name}`,
      least,
      `exceeds ${label?.toLowerCase()}, ${most}; it must not`,
    );
  });
}
