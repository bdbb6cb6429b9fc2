import { Link } from "react-router";
import type { ArticleVariant } from "../../api/articles.ts";
import { fullTime } from "../../format/time.ts";
import { languageOf } from "../../format/words.ts";
import { Markdown } from "../../message/Markdown.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { STATE_TONES, STATES, titleIn } from "../options.ts";
import { words } from "./words.ts";

/** The article in another language, to be read while this one is written. */
export function VariantText({ variant }: { variant: ArticleVariant }) {
  return (
    <section className="variant" aria-label={words.textIn(languageOf(variant.locale))}>
      <p className="variant__head">
        <span className="field__label">{languageOf(variant.locale)}</span>
        <Badge tone={STATE_TONES[variant.state]}>{titleIn(STATES, variant.state)}</Badge>
        <span className="field__hint">{fullTime(variant.updated_at)}</span>
        <Link to={`/knowledge/${encodeURIComponent(variant.id)}`}>{words.edit}</Link>
      </p>
      <div className="body-field__paper" lang={variant.locale}>
        <h3 className="variant__title">{variant.title}</h3>
        <Markdown text={variant.body} />
        {variant.questions.length > 0 && (
          <ul className="variant__questions" aria-label={words.questions}>
            {variant.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
