import type { Money } from "@shopbell/conversations/contract";
import type { Texts } from "../locales/index.ts";

const DAY_MS = 86_400_000;

/** Money and time as the shopper's language writes them, in the device's time zone. */
export function formats(locale: string, t: Texts) {
  const time = onFirstUse(locale, { hour: "numeric", minute: "2-digit" });
  const day = onFirstUse(locale, { month: "short", day: "numeric" });
  const year = onFirstUse(locale, { dateStyle: "medium" });
  const weekday = onFirstUse(locale, { weekday: "long", month: "long", day: "numeric" });

  function dated(at: string | null, form: () => Intl.DateTimeFormat): string {
    const when = at === null ? Number.NaN : Date.parse(at);
    return Number.isNaN(when) ? "" : form().format(when);
  }

  const status = (name: string) => t.statuses[name] ?? name.replace(/_/g, " ");

  return {
    time: (at: string | null) => dated(at, time),
    date: (at: string | null) =>
      dated(at, at?.startsWith(String(new Date().getFullYear())) ? day : year),
    /** Day and time of what is to come. */
    moment: (at: string) => `${dated(at, weekday)}, ${dated(at, time)}`,
    /** Heading over the messages of a day. */
    heading(at: string): string {
      const today = new Date().toDateString();
      const then = new Date(at).toDateString();
      if (then === today) return t.today;
      return then === new Date(Date.now() - DAY_MS).toDateString()
        ? t.yesterday
        : dated(at, weekday);
    },
    money({ amount, currency }: Money): string {
      try {
        return new Intl.NumberFormat(locale, { style: "currency", currency }).format(
          amount as Intl.StringNumericLiteral,
        );
      } catch {
        return `${amount} ${currency}`;
      }
    },
    status,
    /** The same as something that happened: an order that is pending has been placed. */
    step: (name: string) => status(name === "pending" ? "placed" : name),
  };
}

/** To make one takes a slow telephone some 20 ms, which a page that only loads never needs. */
function onFirstUse(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined;
  return () => {
    made ??= new Intl.DateTimeFormat(locale, options);
    return made;
  };
}
