const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 is the first retry): doubles up to 30 s, and is
 * spread over its upper half so that a restarted server is not met by everyone at once.
 * `random` gives 0..1.
 */
export function backoff(attempt: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole * (0.5 + random() / 2));
}
