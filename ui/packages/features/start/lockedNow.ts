/** When this window was locked, for the lock screen: remembered for as long as the page lives. */
let locked: { at: Date; itself: boolean } | null = null;

/** The vault is being locked now, by the person or by itself. */
export function lockedNow(itself: boolean) {
  locked = { at: new Date(), itself };
}

/** `HH:MM` of this computer, and whether it locked by itself; null if this page did not see it. */
export function lockedSince(): { time: string; itself: boolean } | null {
  if (!locked) return null;
  const two = (part: number) => String(part).padStart(2, "0");
  return { time: `${two(locked.at.getHours())}:${two(locked.at.getMinutes())}`, itself: locked.itself };
}
