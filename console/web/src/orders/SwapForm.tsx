import { useState } from "react";
import type { CustomerItem } from "../api/types.ts";
import { money } from "../format/money.ts";
import { numbered } from "../ui/numbered.ts";
import { methodOptions, SelectField } from "./fields.tsx";
import { FormFrame, type FormProps } from "./forms.tsx";
import { useVariants } from "./orders.ts";
import { piecesOf } from "./PiecesField.tsx";
import { words } from "./words.ts";

/** Each piece may become another variant of its product: before sending, or as an exchange. */
export function SwapForm(props: FormProps) {
  const { order, choices, conversation } = props;
  const pieces = piecesOf(order);
  const [swaps, setSwaps] = useState<Readonly<Record<number, string>>>({});
  const [method, setMethod] = useState(choices.methods[0]?.id ?? "");
  const chosen = pieces.flatMap((piece, at) => {
    const next = swaps[at];
    return next ? [{ from: piece.variant_id, to: next }] : [];
  });
  return (
    <FormFrame
      {...props}
      ready={chosen.length > 0}
      args={{
        order: order.number,
        items: chosen.map((swap) => swap.from),
        new_items: chosen.map((swap) => swap.to),
        method: method || null,
      }}
    >
      {numbered(pieces).map(({ place, item }, at) => (
        <SwapField
          key={place}
          conversation={conversation}
          piece={item}
          value={swaps[at] ?? ""}
          onChange={(next) => setSwaps({ ...swaps, [at]: next })}
        />
      ))}
      <SelectField
        label={words.pays}
        value={method}
        options={methodOptions(choices.methods)}
        onChange={setMethod}
      />
    </FormFrame>
  );
}

interface SwapProps {
  readonly conversation: string;
  readonly piece: CustomerItem;
  readonly value: string;
  readonly onChange: (variant: string) => void;
}

function SwapField({ conversation, piece, value, onChange }: SwapProps) {
  const found = useVariants(conversation, piece.product_id ?? "none");
  const others = (found.data?.variants ?? []).filter(
    (variant) => variant.id !== piece.variant_id && variant.in_stock,
  );
  const name = [piece.title, ...Object.values(piece.options)].join(", ");
  return (
    <>
      <SelectField
        label={words.becomes(name)}
        value={value}
        options={[
          { value: "", title: words.keeps },
          ...others.map((variant) => ({
            value: variant.id,
            title: `${Object.values(variant.options).join(", ") || variant.id} (${money(variant.price)})`,
          })),
        ]}
        onChange={onChange}
      />
      {found.data && others.length === 0 && <p className="field__hint">{words.noOthers}</p>}
    </>
  );
}
