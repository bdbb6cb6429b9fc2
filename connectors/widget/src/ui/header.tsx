import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import type { View } from "../conversation/view.ts";
import type { Shell } from "../shell.ts";
import { Avatar } from "./avatar.tsx";
import { useUi } from "./context.ts";
import { Icon, type IconName } from "./icons.tsx";

interface HeaderProps {
  readonly session: Session;
  readonly shell: Shell;
  readonly view: View;
}

export function Header({ session, shell, view }: HeaderProps): JSX.Element {
  const { t } = useUi();
  const person = view.state === "human" && view.agent;
  return (
    <div class="header">
      <Avatar name={person || null} live={view.phase === "online"} />
      <div class="who">
        <h2>{person || (view.state === "bot" ? t.assistant : t.title)}</h2>
        <p>{line(view, t)}</p>
      </div>
      <Menu session={session} shell={shell} view={view} />
      <button
        type="button"
        class="icon-button"
        aria-label={t.close}
        onClick={() => {
          shell.open = false;
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function line(view: View, t: ReturnType<typeof useUi>["t"]): string {
  if (view.phase === "connecting" || view.phase === "offline") return t.connecting;
  if (view.state === "human") return t.withYou;
  if (view.state === "queued") return t.queued;
  return view.state === "closed" ? t.closed : t.assistantLine;
}

function Menu({ session, shell, view }: HeaderProps): JSX.Element {
  const { t } = useUi();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const root = box.current?.getRootNode();
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    root?.addEventListener("pointerdown", away);
    return () => root?.removeEventListener("pointerdown", away);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const here = items.indexOf(event.target as HTMLElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) items[(here + step + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") setOpen(false);
    if (event.key === "Escape") box.current?.querySelector("button")?.focus();
    if (step || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const item = (icon: IconName, label: string, run: () => void) => (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        setOpen(false);
        run();
      }}
    >
      <Icon name={icon} size={18} />
      {label}
    </button>
  );
  const begun = view.items.length > 0;
  return (
    <div class="menu" ref={box}>
      <button
        type="button"
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={t.menu}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div class="menu-list" role="menu" tabIndex={-1} onKeyDown={onKeyDown}>
          {item("globe", t.language, () => {
            shell.locale = shell.locale === "zh" ? "en" : "zh";
            session.localeChanged();
          })}
          {begun && item("plus", t.newChat, () => session.ask("new"))}
          {begun && view.state !== "closed" && item("end", t.endChat, () => session.ask("close"))}
        </div>
      )}
    </div>
  );
}
