/** Lets waiting messages, a keystroke or a cancellation among them, be read. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
