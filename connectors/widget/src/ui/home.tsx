import type { JSX } from "preact";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

/** What an empty conversation shows: a greeting and what people often ask. */
export function Home({ onTopic }: { onTopic: (text: string) => void }): JSX.Element {
  const { t } = useUi();
  return (
    <div class="home">
      <span class="home-bell" aria-hidden="true">
        <Icon name="bell" size={30} />
      </span>
      <h3>{t.greeting}</h3>
      <p>{t.greetingLine}</p>
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
    </div>
  );
}
