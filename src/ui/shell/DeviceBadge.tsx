import styles from './DeviceBadge.module.css';
import { useLabState } from './lab-context.ts';

/** On what the run computes, and what that promises. */
export function DeviceBadge({ narrow }: { readonly narrow: boolean }) {
  const device = useLabState((state) => state.device);
  if (!device) return null;
  const exact = device.kind === 'wasm';
  const threads = `${device.threads} ${device.threads === 1 ? 'thread' : 'threads'}`;
  const promise = exact
    ? 'Exact: the same link gives the same run, bit for bit, in every browser, on every machine, with any number of threads.'
    : 'Repeatable on this device: other graphics hardware may round differently.';
  return (
    <span className={styles['badge']} title={`${device.description}. ${promise}`}>
      {device.kind}
      <span aria-hidden="true">·</span>
      {exact ? 'exact' : 'repeatable here'}
      {!narrow && (
        <>
          <span aria-hidden="true">·</span>
          {threads}
        </>
      )}
      <span className="visually-hidden">
        . {device.description}. {promise}
      </span>
    </span>
  );
}
