import { NavLink, useParams } from "react-router";
import { useText } from "#text/TextProvider";
import { AboutSection } from "./AboutSection";
import { LookSection } from "./LookSection";
import { SecuritySection } from "./SecuritySection";
import styles from "./Settings.module.css";

/** 设置: how the window looks, what locks it, what it is. */
export function SettingsPage() {
  const { text } = useText();
  const { section } = useParams();
  const words = text.settings.sections;
  const links = [
    { to: "/settings", label: words.look },
    { to: "/settings/security", label: words.security },
    { to: "/settings/about", label: words.about },
    { to: "/help/shortcuts", label: words.shortcuts },
  ];
  return (
    <>
      <header className="page-head">
        <h1>{text.settings.title}</h1>
      </header>
      <nav className="page-tabs" aria-label={text.settings.title}>
        {links.map(({ to, label }) => (
          <NavLink key={to} to={to} end>
            {label}
          </NavLink>
        ))}
      </nav>
      <div className={styles.body}>
        {section === "security" ? (
          <SecuritySection />
        ) : section === "about" ? (
          <AboutSection />
        ) : (
          <LookSection />
        )}
      </div>
    </>
  );
}
