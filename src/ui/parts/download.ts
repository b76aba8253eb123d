/** Hands a file to the browser. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser must have begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
