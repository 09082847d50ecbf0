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
};

export type IconName = keyof typeof paths;

/** A sign beside a word; never the only carrier of meaning, so it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
