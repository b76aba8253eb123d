import { useId } from 'react';
import setup from '../../setup/Setup.module.css';

/** One of some rows, with its number and name. */
export function RowSelect({
  value,
  rows,
  onChange,
}: {
  /** Its position in the run. */
  readonly value: number;
  readonly rows: readonly { readonly row: number; readonly name: string }[];
  readonly onChange: (row: number) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Of</label>
      <select
        id={id}
        className={setup['input']}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {rows.map(({ row, name }) => (
          <option key={row} value={row}>
            {row + 1} {name}
          </option>
        ))}
      </select>
    </>
  );
}
