import type * as part from "./part.ts";

export type RoomsPart = typeof part;
export type RoomName = keyof RoomsPart["ROOMS"];

let loaded: RoomsPart | null = null;

export function roomsNow(): RoomsPart | null {
  return loaded;
}

/** Fetches the screens beside the chat; null when they could not be had. */
export async function loadRooms(): Promise<RoomsPart | null> {
  try {
    loaded ??= await import("./part.ts");
  } catch {
    // The next try asks again.
  }
  return loaded;
}
