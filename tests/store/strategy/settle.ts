/** Lets everything that waits for the tables go on: so many turns of the event loop, however slow the machine is. */
export async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
