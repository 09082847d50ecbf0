import { useCallback, useState } from "react";
import type { Box } from "./geometry";

/** Until it is measured, and where nothing has a size. */
const UNMEASURED: Box = { width: 1200, height: 600, row: 28 };

/** Measures the scroller and the height of a row, which follows the density. Give `measure` to the scroller as its ref. */
export function useBox() {
  const [box, setBox] = useState(UNMEASURED);
  const measure = useCallback((scroller: HTMLElement | null) => {
    if (!scroller || typeof ResizeObserver === "undefined") return;
    const head = scroller.querySelector<HTMLElement>("[data-head]");
    const look = new ResizeObserver(() => {
      if (scroller.clientHeight === 0) return;
      const row = head?.offsetHeight ?? UNMEASURED.row;
      setBox({ width: scroller.clientWidth, height: scroller.clientHeight, row });
    });
    look.observe(scroller);
    if (head) look.observe(head);
    return () => {
      look.disconnect();
    };
  }, []);
  return { box, measure };
}
