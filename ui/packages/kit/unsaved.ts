import { useEffect, useEffectEvent } from "react";

/** Something typed that is not added: an entry row, a half-filled form (YW-NAV-04). */
export interface Unsaved {
  /** Whether there is anything now; may first bring what is on its way to the disk. */
  has: () => boolean | Promise<boolean>;
  /** 放弃: forgets it, on the disk as well. */
  discard: () => Promise<void> | void;
  /** 保留并继续编辑: back to where it stands. */
  resume?: () => void;
}

const standing = new Set<Unsaved>();

/** While the component stands, closing the window asks about what it holds. */
export function useUnsaved(unsaved: Unsaved) {
  const has = useEffectEvent(unsaved.has);
  const discard = useEffectEvent(unsaved.discard);
  const resume = useEffectEvent(() => unsaved.resume?.());
  useEffect(() => {
    const entry: Unsaved = {
      has: () => has(),
      discard: () => discard(),
      resume: () => {
        resume();
      },
    };
    standing.add(entry);
    return () => void standing.delete(entry);
  }, []);
}

/** What would be lost now. */
export async function unsavedNow(): Promise<Unsaved[]> {
  const all = [...standing];
  const has = await Promise.all(all.map(async (unsaved) => unsaved.has()));
  return all.filter((_, at) => has[at]);
}
