import type { sync as zh } from "./zh/sync";

/** How long something has waited, in its largest unit, rounded down. */
export function age(
  seconds: number,
  words: Pick<typeof zh, "seconds" | "minutes" | "hours" | "days">,
): string {
  if (seconds < 60) return words.seconds(seconds);
  if (seconds < 3_600) return words.minutes(Math.floor(seconds / 60));
  if (seconds < 86_400) return words.hours(Math.floor(seconds / 3_600));
  return words.days(Math.floor(seconds / 86_400));
}
