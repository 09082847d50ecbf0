import { startTransition, useEffect, useState } from "react";

/** Whether what came is on the screen: what is only drawn ahead waits for that, so that a long list opens like a short one. */
export function usePainted(came: boolean): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (!came) return;
    // A frame's callback runs before it is painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        startTransition(() => {
          setPainted(true);
        });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [came]);
  return painted;
}
