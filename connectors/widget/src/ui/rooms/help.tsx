import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { markdown } from "../../bodies/words.tsx";
import { fill } from "../../locales/index.ts";
import { useUi } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Failed, Frame, type RoomProps, Waiting } from "./frame.tsx";

const PAUSE_MS = 250;
const HEADING = /^#{1,6}\s+(.*)$/;

interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly locale: string;
}

interface Found {
  readonly query: string;
  readonly answered: boolean;
  readonly passages: readonly Passage[];
}

interface Article {
  readonly title: string;
  readonly body: string;
  readonly updated_at: string;
}

/** Search of the shop's help articles, read without leaving the page. */
export function HelpRoom({ session, onBack }: RoomProps): JSX.Element {
  const { t, locale, link } = useUi();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<Found | "failed" | null>(null);
  const [reading, read] = useState<Passage | null>(null);
  const [tries, setTries] = useState(0);
  const asked = query.trim();

  useEffect(() => {
    if (!asked) {
      setFound(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const search = new URLSearchParams({ q: asked, locale, top: "6", tier: "official" });
      search.append("tier", "product");
      try {
        setFound(await fetchJson<Found>(link(`/api/help/search?${search}`), stop.signal));
      } catch {
        if (!stop.signal.aborted) setFound("failed");
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, locale, link, tries]);

  const inChat = () => {
    session.say({ kind: "text", text: asked });
    onBack();
  };
  if (reading) return <Reader passage={reading} onBack={() => read(null)} />;
  return (
    <Frame title={t.help} onBack={onBack}>
      <SearchField query={query} onQuery={setQuery} />
      <div aria-live="polite">
        {found === "failed" && <Failed onRetry={() => setTries(tries + 1)} />}
        {asked && found === null && <Waiting />}
        {found && found !== "failed" && (
          <>
            <p class="hidden">{fill(t.helpFound, { n: found.passages.length })}</p>
            <ul class="finds">
              {found.passages.map((passage) => (
                <li key={passage.id}>
                  <button type="button" onClick={() => read(passage)}>
                    <strong>{passage.title}</strong>
                    <span>{passage.text}</span>
                  </button>
                </li>
              ))}
            </ul>
            {!found.answered && <p class="room-note">{t.helpNothing}</p>}
          </>
        )}
      </div>
      {!asked && <p class="room-note">{t.helpLine}</p>}
      {asked && (
        <button type="button" class="quiet-button room-ask" onClick={inChat}>
          <Icon name="buyers" size={16} />
          {t.helpAsk}
        </button>
      )}
    </Frame>
  );
}

interface SearchFieldProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function SearchField({ query, onQuery }: SearchFieldProps): JSX.Element {
  const { t } = useUi();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <label class="search">
      <Icon name="search" size={18} />
      <span class="hidden">{t.helpSearch}</span>
      <input
        ref={field}
        type="search"
        value={query}
        maxLength={300}
        placeholder={t.helpSearch}
        enterkeyhint="search"
        onInput={(event) => onQuery(event.currentTarget.value)}
      />
    </label>
  );
}

function Reader({ passage, onBack }: { passage: Passage; onBack: () => void }): JSX.Element {
  const { t, link, format } = useUi();
  const [article, setArticle] = useState<Article | "failed" | null>(null);
  const [tries, setTries] = useState(0);
  const id = passage.id.split("/").map(encodeURIComponent).join("/");
  const search = new URLSearchParams({ locale: passage.locale });
  useEffect(() => {
    const stop = new AbortController();
    setArticle(null);
    fetchJson<Article>(link(`/api/help/articles/${id}?${search}`), stop.signal).then(
      setArticle,
      () => stop.signal.aborted || setArticle("failed"),
    );
    return () => stop.abort();
  }, [id, tries]);
  return (
    <Frame title={passage.title} onBack={onBack}>
      {article === null && <Waiting />}
      {article === "failed" && <Failed onRetry={() => setTries(tries + 1)} />}
      {article && article !== "failed" && (
        <article class="article" lang={passage.locale}>
          {sections(article.body).map((part, index) => (
            <div key={`${index}${part.heading}`}>
              {part.heading && <h3>{part.heading}</h3>}
              {markdown(part.text)}
            </div>
          ))}
          <footer>
            <span>{fill(t.updated, { date: format.date(article.updated_at) })}</span>
            <a
              href={link(`/help/${id}?${search}`) ?? "#"}
              target="_blank"
              rel="noopener noreferrer"
            >
              {t.wholePage}
              <span class="hidden"> ({t.newTab})</span>
            </a>
          </footer>
        </article>
      )}
    </Frame>
  );
}

/** The article in parts under its headings, which messages do not have. */
function sections(body: string): { heading: string; text: string }[] {
  const parts = [{ heading: "", text: "" }];
  for (const line of body.split("\n")) {
    const heading = HEADING.exec(line)?.[1];
    if (heading) parts.push({ heading, text: "" });
    else (parts.at(-1) as { text: string }).text += `${line}\n`;
  }
  return parts.filter(({ heading, text }) => heading || text.trim());
}

async function fetchJson<T>(address: string | null, signal: AbortSignal): Promise<T> {
  const answer = await fetch(address ?? "", { signal, credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}
