/** 'Learning rate' as it stands in the middle of a sentence; abbreviations keep their capitals. */
export const lowerFirst = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
