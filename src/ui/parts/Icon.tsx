/** Symbols of 16 × 16, stroked in the text colour. */
const PATHS = {
  play: 'M5 3.2 12.6 8 5 12.8Z',
  pause: 'M5 3.5v9M11 3.5v9',
  stepChunk: 'M4.5 4.5 9 8l-4.5 3.5ZM11.5 6.2v3.6',
  stepPhase: 'M3 4l5 4-5 4ZM12 4v8',
  stepGeneration: 'M2 4l4.5 4L2 12ZM7.5 4 12 8l-4.5 4ZM14 4v8',
  stop: 'M4.5 4.5h7v7h-7Z',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  dice: 'M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM5.6 5.6h.01M10.4 5.6h.01M8 8h.01M5.6 10.4h.01M10.4 10.4h.01',
  share:
    'M6.5 9.5 9.5 6.5M7 4.5l1.3-1.3a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.3 1.3a3 3 0 0 1-4.5-4.5L4.5 7',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6Z',
  keys: 'M2 4.5h12v7H2ZM4.5 7h.01M7 7h.01M9.5 7h.01M11.8 7h.01M5 9.4h6',
  table: 'M2.5 3.5h11v9h-11ZM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6',
  chart: 'M2.5 13.5h11M3.5 10.5 6.5 7l2.5 2 4-5',
  download: 'M8 2.5v7M5 7l3 3 3-3M3 12.8h10',
  upload: 'M8 9.5v-7M5 5l3-3 3 3M3 12.8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  similar: 'M2.5 6c2-2.5 4-2.5 5.5-.8s3.5 1.7 5.5-.8M2.5 10.8c2-2.5 4-2.5 5.5-.8s3.5 1.7 5.5-.8',
  revert: 'M3 6h6.5a3 3 0 0 1 0 6H7M5.5 3.5 3 6l2.5 2.5',
  undo: 'M3 6h6.5a3.2 3.2 0 0 1 0 6.4H6M5.6 3.2 2.8 6l2.8 2.8',
  redo: 'M13 6H6.5a3.2 3.2 0 0 0 0 6.4H10M10.4 3.2 13.2 6l-2.8 2.8',
  collapse: 'M8.5 4 4.5 8l4 4M12.5 4l-4 4 4 4',
  back: 'M10 4 6 8l4 4',
  slow: 'M8 3.2a5 5 0 1 0 5 5M8 5.4v3l2 1.3M10.4 3.2l2.8 1.9',
  chevron: 'M6 4l4 4-4 4',
  warning: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.1',
  watch:
    'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z',
  tree: 'M2.5 8h3M5.5 8C8 8 7.5 4 10 4h3.5M5.5 8c2.5 0 2 4 4.5 4h3.5M9 8h4.5M5.5 8H9',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 3v10M13.5 3v10M5 8h6M6.8 6 5 8l1.8 2M9.2 6 11 8l-1.8 2',
  latest: 'M13.5 3v10M2.5 8h8M8 5.5 10.5 8 8 10.5',
  branch:
    'M5 3v10M5 8.5c4 0 6-1 6-4.5M11 4a1.2 1.2 0 1 0 0-2.4A1.2 1.2 0 0 0 11 4ZM5 3.2a1.2 1.2 0 1 0 0-2.4A1.2 1.2 0 0 0 5 3.2ZM5 15a1.2 1.2 0 1 0 0-2.4A1.2 1.2 0 0 0 5 15Z',
  keep: 'M8 1.8v12.4M2.6 4.9l10.8 6.2M13.4 4.9 2.6 11.1M6.4 3 8 4.4 9.6 3M6.4 13 8 11.6 9.6 13',
  swap: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  up: 'M3.5 10 8 5.5 12.5 10',
  down: 'M3.5 6 8 10.5 12.5 6',
  more: 'M3 8h.7M7.7 8h.7M12.4 8h.7',
  setup: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M8.5 3.5v3M4.5 9.5v3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={name === 'play' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
