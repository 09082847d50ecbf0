import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { lockedNow } from "#features/start/lockedNow";
import { vaultQuery } from "#features/start/vaultQuery";
import { useHost } from "#host/HostProvider";
import { usePreferences } from "#host/usePreferences";

const INPUTS = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Locks a vault that has a lock after the minutes of the settings without input (CM-SEC-01). */
export function useAutoLock() {
  const host = useHost();
  const { lock_after_minutes: minutes } = usePreferences().preferences;
  const vault = useQuery({ ...vaultQuery(host), enabled: minutes !== null });
  const watched = minutes !== null && vault.data?.state === "open" && vault.data.has_lock;
  useEffect(() => {
    if (!watched) return;
    let last = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const input = () => {
      last = Date.now();
    };
    // One timer, set anew for what is left: not one per movement of the pointer. A computer that slept is asked at once.
    const look = () => {
      const left = last + minutes * 60_000 - Date.now();
      if (left > 0) timer = setTimeout(look, left);
      else {
        lockedNow(true);
        void host.lockVault();
      }
    };
    look();
    for (const name of INPUTS) window.addEventListener(name, input, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of INPUTS) window.removeEventListener(name, input, { capture: true });
    };
  }, [host, minutes, watched]);
}
