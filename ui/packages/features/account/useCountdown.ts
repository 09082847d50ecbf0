import { useEffect, useState } from "react";

/** Seconds that are left of so many, counted down from now, and from each moment that `begin` is called. */
export function useCountdown(from = 0): { left: number; begin: (seconds: number) => void } {
  const [ends, setEnds] = useState(() => Date.now() + from * 1_000);
  const [now, setNow] = useState(() => Date.now());
  const running = now < ends;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  return {
    left: Math.max(0, Math.ceil((ends - now) / 1_000)),
    begin: (seconds) => {
      setNow(Date.now());
      setEnds(Date.now() + seconds * 1_000);
    },
  };
}
