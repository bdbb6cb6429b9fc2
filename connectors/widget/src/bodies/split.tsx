import type { SplitBody } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { fill } from "../locales/index.ts";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";
import { Sources } from "./sources.tsx";
import { markdown } from "./words.tsx";

/** The shop's word and the buyers' beside it, never mixed. */
export function Split({ body }: { body: SplitBody }): JSX.Element {
  const { t, format } = useUi();
  const { official, buyers } = body;
  return (
    <section class="card split">
      <div class="split-part">
        <h3>
          <Icon name="page" size={16} />
          {t.shopSays}
        </h3>
        <div class="words">{markdown(official.text)}</div>
        <Sources sources={official.sources} />
      </div>
      <div class="split-part is-buyers">
        <h3>
          <Icon name="buyers" size={16} />
          {t.buyersSay}
          <span class="split-count">
            {fill(t.buyersFor, { n: buyers.for })} · {fill(t.buyersAgainst, { n: buyers.against })}
          </span>
        </h3>
        {buyers.quotes.map((quote) => (
          <blockquote key={`${quote.author}${quote.text}`}>
            <p>{quote.text}</p>
            <footer>
              {[quote.author, format.date(quote.date)].filter(Boolean).join(" · ")}
              {quote.verified_purchase && (
                <span class="verified">
                  <Icon name="check" size={12} />
                  {t.verified}
                </span>
              )}
              {quote.sponsored && <span class="sponsored">{t.sponsored}</span>}
            </footer>
          </blockquote>
        ))}
      </div>
    </section>
  );
}
