import { NavLink, useParams } from "react-router";
import { SectionedPage } from "#kit/SectionedPage";
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
    { to: "/account", label: words.account },
    { to: "/settings/about", label: words.about },
    { to: "/help/shortcuts", label: words.shortcuts },
  ];
  return (
    <SectionedPage
      title={text.settings.title}
      links={links.map(({ to, label }) => (
        <NavLink key={to} to={to} end>
          {label}
        </NavLink>
      ))}
    >
      <div className={styles.body}>
        {section === "security" ? (
          <SecuritySection />
        ) : section === "about" ? (
          <AboutSection />
        ) : (
          <LookSection />
        )}
      </div>
    </SectionedPage>
  );
}
