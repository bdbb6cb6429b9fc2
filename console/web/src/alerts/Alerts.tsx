import { plainText } from "@shopbell/conversations/markdown";
import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { words as inbox } from "../inbox/words.ts";
import { useRows } from "../live/LiveProvider.tsx";
import { useAgent } from "../session/session.ts";
import { titleNews } from "../ui/title.ts";
import { Bell } from "./bell.ts";
import { type News, NewsReader } from "./news.ts";
import { useAlertChoices } from "./preferences.ts";
import { words } from "./words.ts";

/** Several at once are one sound. */
const PAUSE_MS = 1_500;

/** Tells an agent who looks elsewhere what has come. Shows nothing itself. */
export function Alerts() {
  const agent = useAgent();
  const choices = useAlertChoices().data?.alerts;
  const navigate = useNavigate();
  const open = openConversation(useLocation().pathname);
  const reader = useRef(new NewsReader());
  const bell = useRef(new Bell());
  const rang = useRef(0);
  const missed = useRef(0);

  useEffect(() => {
    const unlock = () => bell.current.unlock();
    const look = () => {
      missed.current = 0;
      titleNews(0);
    };
    document.addEventListener("pointerdown", unlock, { passive: true });
    document.addEventListener("keydown", unlock);
    window.addEventListener("focus", look);
    return () => {
      document.removeEventListener("pointerdown", unlock);
      document.removeEventListener("keydown", unlock);
      window.removeEventListener("focus", look);
      titleNews(0);
    };
  }, []);

  useRows((rows) => {
    const watched = document.hasFocus() ? open : null;
    const news = reader.current.read(rows, { myId: agent.id, watched, now: Date.now() });
    if (!choices) return;
    for (const one of news) {
      if (choices[`${one.kind}_sound`] && Date.now() - rang.current > PAUSE_MS) {
        if (bell.current.ring(one.kind)) rang.current = Date.now();
      }
      if (choices[`${one.kind}_desktop`] && !document.hasFocus()) {
        notify(one, () => void navigate(addressOf(one)));
      }
      if (choices[`${one.kind}_title`] && !document.hasFocus()) missed.current += 1;
    }
    if (missed.current > 0) titleNews(missed.current);
  });
  return null;
}

function notify({ kind, row }: News, onClick: () => void): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const name = row.shopper.name ?? inbox.visitor;
  const title = kind === "chat" ? words.newChat(name) : words.newMessage(name);
  // One for each conversation: a later one takes the place of the one before.
  const shown = new Notification(title, { body: plainText(row.last?.text ?? ""), tag: row.id });
  shown.onclick = () => {
    window.focus();
    shown.close();
    onClick();
  };
}

function addressOf({ kind, row }: News): string {
  return `/inbox/${kind === "chat" ? "queued" : "mine"}/${row.id}`;
}

function openConversation(path: string): string | null {
  return /^\/inbox\/\w+\/(\w+)/.exec(path)?.[1] ?? null;
}
