/** Work that can be interrupted between its steps: who drives it may do something else in between. */
export type Steps<T> = Generator<undefined, T>;

/** Does all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
