import type { ChosenBodyInput, RatingBodyInput } from "@shopbell/conversations/contract";
import { safeLink } from "@shopbell/conversations/links";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Texts } from "../locales/index.ts";
import { formats } from "./formats.ts";

/** What every part of the widget needs to show a message and to answer it. */
export interface Ui {
  readonly t: Texts;
  readonly locale: string;
  readonly format: ReturnType<typeof formats>;
  /** A safe address or null; relative ones are the server's. */
  readonly link: (raw: string | null) => string | null;
  /** The shop's letters in the place of the bell, or "". */
  readonly avatar: string;
  readonly say: (body: ChosenBodyInput | RatingBodyInput) => void;
}

export function makeUi(
  t: Texts,
  locale: string,
  base: string,
  say: Ui["say"],
  avatar: string = "",
): Ui {
  return { t, locale, format: formats(locale, t), link: (raw) => safeLink(raw, base), avatar, say };
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("a part of the widget stands outside of it");
  return ui;
}
