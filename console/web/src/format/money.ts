import type { Money } from "@shopbell/conversations/contract";
import { formatLocale } from "../locales/language.ts";

/** In the currency's own digits; what Intl does not know is shown as it came. */
export function money({ amount, currency }: Money, locale: string = formatLocale): string {
  const number = Number(amount);
  if (!Number.isFinite(number)) return `${amount} ${currency}`;
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(number);
  } catch {
    return `${amount} ${currency}`;
  }
}
