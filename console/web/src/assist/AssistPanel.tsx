import { safeLink } from "@shopbell/conversations/links";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { http } from "../api/http.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { words } from "./words.ts";

interface Article {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

interface Source {
  readonly kind: string;
  readonly title: string;
  readonly url: string | null;
}

interface Assist {
  readonly question: string;
  readonly articles: readonly Article[];
  readonly draft: { readonly text: string; readonly sources: readonly Source[] } | null;
}

interface Props {
  readonly conversation: string;
  readonly askedSeq: number;
  /** Whether it has got an answer: then the room is the log's. */
  readonly answered: boolean;
  /** Orders are part of a draft only once it is known whose they are. */
  readonly verified: boolean;
  readonly onUse: (text: string) => void;
}

const KEY = "shopbell.console.assist";

/** Articles and a draft for what was asked last. Nothing of it is sent unless a person sends it. */
export function AssistPanel(props: Props) {
  const { askedSeq, answered } = props;
  const [wanted, setWanted] = useState(() => localStorage.getItem(KEY) !== "closed");
  const [looked, setLooked] = useState<number | null>(null);
  const open = answered ? looked === askedSeq : wanted;
  const toggle = () => {
    if (answered) return setLooked(open ? null : askedSeq);
    localStorage.setItem(KEY, open ? "closed" : "open");
    setWanted(!open);
  };
  return (
    <section className="assist" aria-label={words.title}>
      <button type="button" className="assist__head" aria-expanded={open} onClick={toggle}>
        <Icon name="spark" size={14} />
        {words.title}
        <Icon name="chevron" size={14} />
      </button>
      {open && <Found {...props} />}
    </section>
  );
}

function Found({ conversation, askedSeq, verified, onUse }: Props) {
  const found = useQuery({
    queryKey: ["assist", conversation, askedSeq, verified],
    queryFn: ({ signal }) => http.get<Assist>(conversationPath(conversation, "/assist"), signal),
    placeholderData: (before) => before,
    enabled: askedSeq > 0,
  });
  if (found.isError) return <p className="assist__none">{words.failed}</p>;
  if (askedSeq === 0 || found.data?.question === "") {
    return <p className="assist__none">{words.nothing}</p>;
  }
  if (!found.data) return <p className="assist__none">{words.looking}</p>;
  const { draft } = found.data;
  // What the draft says already is not offered twice.
  const said = draft?.sources.map((source) => source.url) ?? [];
  const articles = found.data.articles.filter((article) => !said.includes(article.url));
  return (
    <div className="assist__found" aria-busy={found.isPlaceholderData || undefined}>
      {draft ? (
        <article className="assist__draft" aria-label={words.draft}>
          <p>{draft.text}</p>
          <footer>
            <span>
              {words.from}{" "}
              {draft.sources.map((source) => (
                <SourceLink key={source.title} source={source} />
              ))}
            </span>
            <Button tone="primary" onClick={() => onUse(draft.text)}>
              {words.use}
            </Button>
          </footer>
        </article>
      ) : (
        <p className="assist__none">{articles.length > 0 ? words.onlyNear : words.noDraft}</p>
      )}
      {articles.length > 0 && (
        <ul className="assist__articles" aria-label={words.articles}>
          {articles.map((article) => (
            <li key={article.id}>
              <SourceLink source={{ kind: "article", title: article.title, url: article.url }} />
              <span className="assist__text">{article.text.replace(/^- /, "")}</span>
              <Button
                tone="quiet"
                aria-label={words.fillFrom(article.title)}
                onClick={() => onUse(article.text)}
              >
                {words.insert}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function SourceLink({ source }: { source: Source }) {
  const href = safeLink(source.url, window.location.origin);
  if (!href) return <strong>{source.title}</strong>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {source.title}
    </a>
  );
}
