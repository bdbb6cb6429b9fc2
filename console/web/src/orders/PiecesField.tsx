import { useState } from "react";
import type { CustomerItem, CustomerOrder } from "../api/types.ts";
import { numbered } from "../ui/numbered.ts";
import { words } from "./words.ts";

export interface ChosenPieces {
  readonly all: readonly CustomerItem[];
  readonly places: ReadonlySet<number>;
  /** Variant ids, one for each piece that is ticked. */
  readonly items: readonly string[];
  readonly toggle: (place: number) => void;
}

/** One entry for each piece, so that one of two may go back. */
export function piecesOf(order: CustomerOrder): readonly CustomerItem[] {
  return order.items.flatMap((item) => Array.from({ length: item.quantity }, () => item));
}

/** Which pieces are meant; the only one there is is meant at once. */
export function useChosen(order: CustomerOrder): ChosenPieces {
  const all = piecesOf(order);
  const [places, setPlaces] = useState<ReadonlySet<number>>(new Set(all.length === 1 ? [0] : []));
  const toggle = (place: number) => {
    const next = new Set(places);
    if (!next.delete(place)) next.add(place);
    setPlaces(next);
  };
  const items = all.filter((_, place) => places.has(place)).map((piece) => piece.variant_id);
  return { all, places, items, toggle };
}

export function PiecesField({ pieces }: { pieces: ChosenPieces }) {
  return (
    <fieldset className="deed__pieces">
      <legend className="field__label">{words.pieces}</legend>
      {numbered(pieces.all).map(({ place, item }, at) => (
        <label key={place} className="deed__piece">
          <input
            type="checkbox"
            checked={pieces.places.has(at)}
            onChange={() => pieces.toggle(at)}
          />
          <span>
            {item.title} <small>{Object.values(item.options).join(", ")}</small>
          </span>
        </label>
      ))}
      {pieces.items.length === 0 && <p className="field__hint">{words.piecesMissing}</p>}
    </fieldset>
  );
}
