/** When the widget speaks up of its own accord: everything that a rule names has to hold. */
export interface Rule {
  readonly id: string;
  readonly text: Readonly<Record<string, string>>;
  /** The page's path or whole address; `*` stands for anything. */
  readonly address?: string;
  readonly product?: string;
  readonly seconds?: number;
  readonly cart?: string | number | null;
  readonly returning?: boolean;
  readonly enabled?: boolean;
}

export interface Moment {
  readonly url: string;
  readonly product: string | null;
  /** Seconds since the shopper came to this page. */
  readonly seconds: number;
  readonly cart: number | null;
  readonly returning: boolean;
}

/** The first of `rules` that holds now and has words in `locale` (or in English). */
export function ruleFor(
  rules: readonly Rule[],
  moment: Moment,
  locale: string,
): { rule: Rule; text: string } | null {
  for (const rule of rules) {
    const text = rule.text[locale] || rule.text.en;
    if (text && rule.enabled !== false && holds(rule, moment)) return { rule, text };
  }
  return null;
}

function holds(rule: Rule, moment: Moment): boolean {
  if (rule.address && !fits(rule.address, moment.url)) return false;
  if (rule.product && rule.product !== moment.product) return false;
  if (moment.seconds < (rule.seconds ?? 0)) return false;
  if (rule.returning && !moment.returning) return false;
  const worth = Number(rule.cart ?? Number.NaN);
  return Number.isNaN(worth) || (moment.cart !== null && moment.cart >= worth);
}

function fits(pattern: string, url: string): boolean {
  const { pathname, search, origin } = new URL(url);
  const plain = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const form = new RegExp(`^${pattern.split("*").map(plain).join(".*")}$`);
  return [pathname, pathname + search, origin + pathname, url].some((each) => form.test(each));
}
