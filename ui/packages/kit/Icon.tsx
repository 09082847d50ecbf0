import styles from "./Icon.module.css";

const paths = {
  order: "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 7.5h5M5.5 10h5M5.5 12.2h3",
  disk: "M2.5 2.5h8.5l2.5 2.5v8.5h-11zM5 2.5v3.5h5V2.5M5 13.5V9.5h6v4",
  arrow: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 11V5.5M5.6 7.6L8 5.2l2.4 2.4",
  tick: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM5.4 8.2l1.9 1.9 3.4-3.8",
  triangle: "M8 2.2l6.3 11.3H1.7zM8 6.8v3M8 11.7v.1",
  link: "M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3A2.6 2.6 0 0 0 9 3.3l-1 1M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l1-1",
  find: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8L14 14",
  left: "M10 4L6 8l4 4",
  right: "M6 4l4 4-4 4",
  down: "M4 6l4 4 4-4",
  up: "M4 10l4-4 4 4",
  home: "M2.5 7.5 8 3l5.5 4.5V13h-4V9.5h-3V13h-4z",
  firm: "M3 13.5V2.5h7v11M10 6h3v7.5M1.5 13.5h13M5.5 5.5h2M5.5 8h2M5.5 10.5h2",
  query: "M2.5 2.5h8v4M2.5 2.5v11h4M5 5.5h3M5 8h2M10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM12 12l2 2",
  shield: "M8 1.5l5.5 2v4c0 3.5-2.4 5.8-5.5 7-3.1-1.2-5.5-3.5-5.5-7v-4zM5.5 8l2 2 3-3.5",
  list: "M2.5 3.5h11M2.5 8h11M2.5 12.5h6M11 12.5h2.5",
  key: "M10 6.5a3.5 3.5 0 1 1-2.5-3.3M7.9 8.6l-.4.4M6.5 10l7-7M11 5.5l2 2",
  help: "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM6.2 6.2C6.4 4 9.8 4.2 9.8 6.3 9.8 7.6 8 7.7 8 9.2M8 11.6v.1",
  check: "M3 8.5l3.2 3.2L13 5",
  lock: "M3.5 7h9v7h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  undo: "M5.5 3L2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6",
  redo: "M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H10",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  filter: "M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5z",
  columns: "M2.5 2.5h11v11h-11zM6.2 2.5v11M9.8 2.5v11",
  export: "M8 2v8M5 7l3 3 3-3M2.5 11v2.5h11V11",
  import: "M8 10V2M5 5l3-3 3 3M2.5 11v2.5h11V11",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  clock: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6",
  cross: "M4 4l8 8M12 4l-8 8",
  print: "M4.5 6V2h7v4M4.5 11.5h-2v-5h11v5h-2M4.5 9.5h7V14h-7z",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  dots: "M3.5 8v.1M8 8v.1M12.5 8v.1",
  history: "M2.5 8a5.5 5.5 0 1 1 1.8 4M2.5 12v-3h3M8 5v3.3l2 1.2",
  star: "M8 2l1.8 3.8 4.2.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.2-.6z",
  bars: "M3 6h10M3 10h10",
  settings: "M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3",
  archive: "M2.5 2.5h11v3h-11zM3.5 5.5v8h9v-8M6.5 8.5h3",
  person: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14a5.5 5.5 0 0 1 11 0",
  online: "M2 6.5a9 9 0 0 1 12 0M4.2 9a5.6 5.6 0 0 1 7.6 0M6.3 11.3a2.5 2.5 0 0 1 3.4 0M8 13v.1",
  offline:
    "M2 6.5a9 9 0 0 1 12 0M4.2 9a5.6 5.6 0 0 1 7.6 0M6.3 11.3a2.5 2.5 0 0 1 3.4 0M8 13v.1M2.5 2.5l11 11",
  folder: "M1.5 13V3.5h5l1.5 2h6.5V13z",
};

export type IconName = keyof typeof paths;

/** A sign beside a word; never the only carrier of meaning, so it is hidden from screen readers. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg
      className={small ? `${styles.icon} ${styles.small}` : styles.icon}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
