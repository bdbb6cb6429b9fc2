const NOTES = { chat: [659, 880], message: [784] } as const;
const NOTE_S = 0.14;

/** A quiet bell. Browsers let a page sound only after somebody has clicked or typed in it. */
export class Bell {
  private context: AudioContext | null = null;

  constructor(private readonly open: () => AudioContext = () => new AudioContext()) {}

  /** Called by a click or a key, from which on the page may sound. */
  unlock(): void {
    // Escape and Ctrl alone allow nothing yet, and a browser warns of whoever tries.
    if (navigator.userActivation?.hasBeenActive === false) return;
    this.context ??= this.open();
    if (this.context.state === "suspended") void this.context.resume();
  }

  /** False where the browser does not allow it yet. */
  ring(kind: keyof typeof NOTES): boolean {
    const context = this.context;
    if (context?.state !== "running") return false;
    NOTES[kind].forEach((pitch, place) => {
      const from = context.currentTime + place * NOTE_S;
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.0001, from);
      loudness.gain.exponentialRampToValueAtTime(0.12, from + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, from + NOTE_S * 2);
      tone.connect(loudness).connect(context.destination);
      tone.start(from);
      tone.stop(from + NOTE_S * 2);
    });
    return true;
  }
}
