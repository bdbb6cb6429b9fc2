import { Link } from "react-router";
import type { ArticleVariant } from "../../api/articles.ts";
import { languageOf } from "../../format/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { LOCALES } from "../options.ts";
import { translationAddress } from "./variants.ts";
import { words } from "./words.ts";

interface Props {
  /** Null before the first save: then there is nothing to translate yet. */
  readonly articleKey: string | null;
  readonly locale: string;
  readonly others: readonly ArticleVariant[];
  readonly shown: string | null;
  readonly onShow: (locale: string | null) => void;
}

/** The article's other languages: each can stand beside this text, or be written. */
export function VariantBar({ articleKey, locale, others, shown, onShow }: Props) {
  const missing = LOCALES.filter(
    (one) => one !== locale && !others.some((other) => other.locale === one),
  );
  if (others.length === 0 && (!articleKey || missing.length === 0)) return null;
  return (
    <fieldset className="variants" aria-label={words.others}>
      {others.map((other) => (
        <button
          key={other.id}
          type="button"
          className="variants__one"
          aria-pressed={shown === other.locale}
          onClick={() => onShow(shown === other.locale ? null : other.locale)}
        >
          <Icon name="panel" />
          {words.beside(languageOf(other.locale))}
        </button>
      ))}
      {articleKey &&
        missing.map((one) => (
          <Link key={one} className="variants__one" to={translationAddress(articleKey, one)}>
            <Icon name="plus" />
            {words.writeIn(languageOf(one))}
          </Link>
        ))}
    </fieldset>
  );
}
