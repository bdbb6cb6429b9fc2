import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { addStyles } from "../styles.ts";
import { loadRooms, type RoomsPart, roomsNow } from "./door.ts";

const styled = new WeakSet<Node>();

/** The screens' part once it is here; `root` is where its styles go. */
export function useRooms(wanted: boolean, root: () => Node | undefined): RoomsPart | null {
  const [part, come] = useState(roomsNow);
  useEffect(() => {
    if (wanted && !part) void loadRooms().then(come);
  }, [wanted, part]);
  useLayoutEffect(() => {
    const place = root();
    if (!part || !place || styled.has(place)) return;
    styled.add(place);
    addStyles(place, part.css);
  }, [part, wanted]);
  return part;
}
