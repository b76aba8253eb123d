import type { Ref } from 'react';

/** A chooser of files without looks of its own, opened by a click on its ref. The same file may be chosen again at once. */
export function FileInput({
  ref,
  label,
  accept = '',
  multiple = false,
  folder = false,
  onChoose,
}: {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  /** Endings and types, as '.evo' or '.json,application/json'. */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** Set when a folder is chosen, with all that is in it. */
  readonly folder?: boolean;
  /** One file at least. */
  readonly onChoose: (files: readonly File[]) => void;
}) {
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      multiple={multiple}
      {...(folder && { webkitdirectory: '' })}
      hidden
      aria-label={label}
      onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])];
        currentTarget.value = ''; // a browser tells only of another choice
        if (files.length > 0) onChoose(files);
      }}
    />
  );
}
