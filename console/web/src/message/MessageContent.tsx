import type { MessageBody } from "@shopbell/conversations/contract";
import { SentFile } from "../files/SentFile.tsx";
import { Cards } from "./Cards.tsx";
import { Markdown } from "./Markdown.tsx";
import { OrderCardView } from "./OrderCardView.tsx";
import { ReceiptView } from "./ReceiptView.tsx";
import { Sources } from "./Sources.tsx";
import { Split } from "./Split.tsx";
import { words } from "./words.ts";

/** Every kind of body that the contract knows. */
export function MessageContent({ body }: { body: MessageBody }) {
  switch (body.kind) {
    case "text":
      return (
        <div className="bubble">
          <Markdown text={body.text} />
          <Sources sources={body.sources} />
        </div>
      );
    case "choices":
      return (
        <div className="bubble">
          <Markdown text={body.text} />
          <ul className="choices" aria-label={words.choices}>
            {body.choices.map((choice) => (
              <li key={choice.id}>{choice.title}</li>
            ))}
          </ul>
          <Sources sources={body.sources} />
        </div>
      );
    case "choice":
      return (
        <div className="bubble">
          <span className="message__pressed">{words.pressed}</span> {body.title || words.aButton}
        </div>
      );
    case "cards":
      return <Cards cards={body.cards} />;
    case "order":
      return <OrderCardView order={body.order} />;
    case "receipt":
      return <ReceiptView receipt={body.receipt} />;
    case "file":
      return <SentFile file={body.file} caption={body.caption} />;
    case "rating_request":
      return <p className="message__aside">{words.askedForRating(body.scale)}</p>;
    case "rating":
      return (
        <div className="bubble">
          <strong>{words.rated(body.score)}</strong>
          {body.comment && <Markdown text={body.comment} />}
        </div>
      );
    case "split":
      return <Split official={body.official} buyers={body.buyers} />;
    case "correction":
      return (
        <div className="bubble">
          <span className="message__pressed">{words.correction}</span>
          <Markdown text={body.text} />
          <Sources sources={body.sources} />
        </div>
      );
  }
}
