export function BellMark() {
  return (
    <svg className="bell-mark" width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" className="bell-mark__ground" />
      <path d="M16 7.5a6 6 0 0 0-6 6v3.6L8.2 20.6h15.6L22 17.1v-3.6a6 6 0 0 0-6-6Z" />
      <path d="M13.4 22.6a2.7 2.7 0 0 0 5.2 0Z" />
    </svg>
  );
}
