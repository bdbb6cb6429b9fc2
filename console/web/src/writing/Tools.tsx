import { useState } from "react";
import type { Passage } from "../api/articles.ts";
import type { Conversation, CustomerOrder } from "../api/types.ts";
import { money } from "../format/money.ts";
import { inARow } from "../locales/words.ts";
import { CardImage } from "../message/Cards.tsx";
import { statusName } from "../message/words.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { findArticles, findProducts, useCmids, useShowCard } from "./cards.ts";
import { Finder } from "./Finder.tsx";
import { words } from "./words.ts";

interface Props {
  readonly conversation: Conversation;
  readonly orders: readonly CustomerOrder[];
  readonly onReplies: () => void;
  /** Back to the reply, once a dialog is done with. */
  readonly goOn: () => void;
  readonly onInsert: (text: string) => void;
}

type Tool = "article" | "product" | "order";

/** What can be put into a reply besides one's own words. */
export function Tools({ conversation, orders, onReplies, onInsert, goOn }: Props) {
  const [tool, setTool] = useState<Tool | null>(null);
  const close = () => setTool(null);
  return (
    <span className="composer__tools">
      <IconButton icon="note" label={words.replies} onClick={onReplies} />
      <IconButton icon="book" label={words.article} onClick={() => setTool("article")} />
      <IconButton icon="search" label={words.product} onClick={() => setTool("product")} />
      <IconButton icon="box" label={words.order} onClick={() => setTool("order")} />
      {tool === "article" && (
        <Finder<Passage>
          title={words.article}
          placeholder={words.searchArticles}
          name={`articles-${conversation.locale}`}
          find={findArticles(conversation.locale)}
          keyOf={(passage) => passage.id}
          row={(passage) => (
            <ArticleRow
              passage={passage}
              onInsert={() => {
                onInsert(passage.text);
                close();
              }}
            />
          )}
          onClose={close}
          goOn={goOn}
        />
      )}
      {tool === "product" && (
        <ProductFinder conversation={conversation.id} onClose={close} goOn={goOn} />
      )}
      {tool === "order" && (
        <OrderChoice conversation={conversation.id} orders={orders} onClose={close} goOn={goOn} />
      )}
    </span>
  );
}

function ArticleRow({ passage, onInsert }: { passage: Passage; onInsert: () => void }) {
  return (
    <>
      <div>
        <strong>{passage.title}</strong>
        <p>{passage.text}</p>
      </div>
      <Button onClick={onInsert}>{words.insert}</Button>
    </>
  );
}

interface ProductProps {
  readonly conversation: string;
  readonly onClose: () => void;
  readonly goOn: () => void;
}

function ProductFinder({ conversation, onClose, goOn }: ProductProps) {
  const cmidOf = useCmids();
  const showing = useShowCard(conversation, onClose);
  return (
    <Finder
      title={words.product}
      placeholder={words.searchProducts}
      name="products"
      find={findProducts}
      keyOf={(product) => product.id}
      row={(product) => (
        <>
          <CardImage className="finder__image" url={product.image_url} />
          <div>
            <strong>{product.name}</strong>
            <p>
              {inARow(money(product.price), product.category, !product.in_stock && words.soldOut)}
            </p>
          </div>
          <Button
            busy={showing.isPending}
            onClick={() => showing.mutate({ product: product.id, cmid: cmidOf(product.id) })}
          >
            {words.show}
          </Button>
        </>
      )}
      onClose={onClose}
      goOn={goOn}
    />
  );
}

interface OrderProps extends ProductProps {
  readonly orders: readonly CustomerOrder[];
}

function OrderChoice({ conversation, orders, onClose, goOn }: OrderProps) {
  const cmidOf = useCmids();
  const showing = useShowCard(conversation, onClose);
  return (
    <Dialog open onClose={onClose} goOn={goOn} title={words.order}>
      {orders.length === 0 && <p>{words.unproven}</p>}
      <ul className="finder" aria-label={words.order}>
        {orders.map((order) => (
          <li key={order.number} className="finder__item">
            <div>
              <strong>{order.number}</strong>
              <p>{inARow(statusName(order.status), money(order.total))}</p>
            </div>
            <Button
              busy={showing.isPending}
              onClick={() => showing.mutate({ order: order.number, cmid: cmidOf(order.number) })}
            >
              {words.show}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
