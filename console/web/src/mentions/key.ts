export const MENTIONS = ["mentions"] as const;
