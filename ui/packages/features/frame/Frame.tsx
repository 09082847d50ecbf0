import { useState } from "react";
import { Outlet } from "react-router";
import { StatusSlots } from "#kit/StatusSlot";
import styles from "./Frame.module.css";
import { Nav } from "./Nav";
import { StatusBar } from "./StatusBar";

/** Navigation on the left, the page, the status bar below. */
export function Frame() {
  // The rooms are elements of the status bar; as state, so that what stands in them comes when they are there.
  const [keys, setKeys] = useState<HTMLElement | null>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [sum, setSum] = useState<HTMLElement | null>(null);
  return (
    <StatusSlots value={{ keys, place, sum }}>
      <div className={styles.frame}>
        <Nav />
        <main className={styles.page}>
          <Outlet />
        </main>
        <StatusBar rooms={{ keys: setKeys, place: setPlace, sum: setSum }} />
      </div>
    </StatusSlots>
  );
}
