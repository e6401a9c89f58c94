/**
 * Passes on the first of many messages, and then one in each stretch of time, with how many were left out: what a page sends
 * without end must not fill the log.
 * @param pause milliseconds
 * @param now milliseconds of a steady clock
 */
export function seldom(
  say: (message: string) => void,
  pause: number,
  now: () => number,
): (message: string) => void {
  let quietUntil = -Infinity;
  let left = 0;
  return (message) => {
    const time = now();
    if (time < quietUntil) {
      left++;
      return;
    }
    say(left === 0 ? message : `${message} (${left} more of such messages were left out)`);
    left = 0;
    quietUntil = time + pause;
  };
}
