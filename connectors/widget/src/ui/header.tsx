import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import type { View } from "../conversation/view.ts";
import { LOCALES, nameOf } from "../locales/index.ts";
import type { Shell } from "../shell.ts";
import { Avatar } from "./avatar.tsx";
import { useUi } from "./context.ts";
import { Icon, type IconName } from "./icons.tsx";
import { loadRooms, type RoomName } from "./rooms/door.ts";

interface HeaderProps {
  readonly session: Session;
  readonly shell: Shell;
  readonly view: View;
  /** Null is the chat itself. */
  readonly onRoom: (room: RoomName | null) => void;
}

export function Header({ session, shell, view, onRoom }: HeaderProps): JSX.Element {
  const { t } = useUi();
  const person = view.state === "human" && view.agent;
  return (
    <div class="header">
      <Avatar name={person || null} live={view.phase === "online"} />
      <div class="who">
        <h2>{person || (view.state === "bot" ? t.assistant : t.title)}</h2>
        <p>{line(view, t)}</p>
      </div>
      <Menu session={session} shell={shell} view={view} onRoom={onRoom} />
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

const ITEMS = "[role^=menuitem]";

/** The chat as a file; without an answer nothing comes, and the menu is still there to try again. */
async function keepTranscript(session: Session, place: Node | null): Promise<void> {
  const [paper, rooms] = await Promise.all([
    session.inquire("transcript").catch(() => null),
    loadRooms(),
  ]);
  if (paper) rooms?.save(paper, place);
}

interface LanguagesProps {
  readonly shell: Shell;
  readonly onPick: (locale: string) => void;
}

function Languages({ shell, onPick }: LanguagesProps): JSX.Element {
  const { t } = useUi();
  return (
    <fieldset class="menu-group" aria-label={t.languages}>
      <span class="menu-label">
        <Icon name="globe" size={18} />
        {t.languages}
      </span>
      {LOCALES.map((locale) => (
        <button
          type="button"
          key={locale}
          role="menuitemradio"
          aria-checked={locale === shell.locale}
          tabIndex={-1}
          lang={locale}
          onClick={() => onPick(locale)}
        >
          {nameOf(locale)}
          {locale === shell.locale && <Icon name="check" size={16} />}
        </button>
      ))}
    </fieldset>
  );
}

function Menu({ session, shell, view, onRoom }: HeaderProps): JSX.Element {
  const { t } = useUi();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>(ITEMS)?.focus();
    const root = box.current?.getRootNode();
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    root?.addEventListener("pointerdown", away);
    return () => root?.removeEventListener("pointerdown", away);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
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
  const ask = (what: "new" | "close") => {
    onRoom(null);
    session.ask(what);
  };
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
          {item("search", t.help, () => onRoom("help"))}
          {session.known && item("history", t.past, () => onRoom("past"))}
          {begun && item("plus", t.newChat, () => ask("new"))}
          {begun && view.state !== "closed" && item("end", t.endChat, () => ask("close"))}
          {begun && item("download", t.transcript, () => void keepTranscript(session, box.current))}
          {session.known && item("shield", t.data, () => onRoom("data"))}
          <Languages
            shell={shell}
            onPick={(locale) => {
              setOpen(false);
              shell.locale = locale;
              session.localeChanged();
            }}
          />
        </div>
      )}
    </div>
  );
}
