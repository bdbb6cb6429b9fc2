import type { JSX } from "preact";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

interface HomeProps {
  readonly onTopic: (text: string) => void;
  /** Null where there cannot be any past conversation. */
  readonly onPast: (() => void) | null;
  readonly onHelp: () => void;
}

/** What an empty conversation shows: a greeting, help to search, and what people often ask. */
export function Home({ onTopic, onPast, onHelp }: HomeProps): JSX.Element {
  const { t } = useUi();
  return (
    <div class="home">
      <span class="home-bell" aria-hidden="true">
        <Icon name="bell" size={30} />
      </span>
      <h3>{t.greeting}</h3>
      <p>{t.greetingLine}</p>
      <button type="button" class="search-door" onClick={onHelp}>
        <Icon name="search" size={18} />
        {t.helpSearch}
      </button>
      <h4 id="topics">{t.topicsLabel}</h4>
      <ul class="topics" aria-labelledby="topics">
        {t.topics.map((topic) => (
          <li key={topic}>
            <button type="button" onClick={() => onTopic(topic)}>
              <span>{topic}</span>
              <Icon name="go" size={16} />
            </button>
          </li>
        ))}
      </ul>
      {onPast && (
        <button type="button" class="past-door" onClick={onPast}>
          <Icon name="history" size={18} />
          <span>{t.past}</span>
          <Icon name="go" size={16} />
        </button>
      )}
    </div>
  );
}
